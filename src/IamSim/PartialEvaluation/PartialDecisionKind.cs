namespace IamSim.PartialEvaluation;

/// <summary>The three answers to a request of which some context keys are unknown. <c>default</c> is the denying one.</summary>
public enum PartialDecisionKind
{
    /// <summary>Denied, whatever the unknown keys are.</summary>
    Denied,

    /// <summary>The unknown keys decide.</summary>
    Depends,

    /// <summary>Allowed, whatever the unknown keys are.</summary>
    Allowed,
}
