namespace IamSim.PartialEvaluation;

/// <summary>How a <see cref="ResidualCondition"/> is made up.</summary>
public enum ResidualConditionKind
{
    /// <summary>One of the operands has to hold; without operands it never holds.</summary>
    Any,

    /// <summary>All operands have to hold; without operands it always holds.</summary>
    All,

    /// <summary>The one operand must not hold.</summary>
    Not,

    /// <summary>A test of a policy or a KMS grant has to hold.</summary>
    Test,
}
