namespace IamSim.PartialEvaluation;

/// <summary>What a <see cref="ResidualTest"/> tests.</summary>
public enum ResidualTestKind
{
    /// <summary>A context key under a condition operator.</summary>
    Condition,

    /// <summary>The Resource or NotResource element of a statement, which holds an unknown variable.</summary>
    Resource,

    /// <summary>The constraint of a KMS grant on the encryption context.</summary>
    KmsGrantConstraint,
}
