namespace IamSim;

/// <summary>The first element of a statement that does not match, or that all do (EVAL-7).</summary>
public enum StatementOutcome
{
    /// <summary>Every element matches.</summary>
    Matched,

    /// <summary>The action is another one.</summary>
    ActionDiffers,

    /// <summary>The resource is another one.</summary>
    ResourceDiffers,

    /// <summary>The principal is another one.</summary>
    PrincipalDiffers,

    /// <summary>A condition does not hold.</summary>
    ConditionFails,

    /// <summary>An Allow with a test that could not be understood, in a lenient compile.</summary>
    NotUnderstood,
}
