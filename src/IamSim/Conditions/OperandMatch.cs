namespace IamSim.Conditions;

/// <summary>How a context value compares with the policy values of a condition.</summary>
internal enum OperandMatch : byte
{
    /// <summary>It equals, precedes, lies in … none of them.</summary>
    None,

    /// <summary>It matches at least one.</summary>
    Some,

    /// <summary>It is not of the operator's type; the condition is false whether negated or not (OQ-10).</summary>
    Malformed,
}
