namespace IamSim.Conditions;

/// <summary>How a condition treats a multivalued key.</summary>
internal enum SetOperator : byte
{
    /// <summary>No set operator: the key must be single-valued (COND-10).</summary>
    None,

    /// <summary>ForAllValues (COND-11).</summary>
    ForAllValues,

    /// <summary>ForAnyValue (COND-12).</summary>
    ForAnyValue,
}
