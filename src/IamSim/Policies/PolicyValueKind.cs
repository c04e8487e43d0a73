namespace IamSim.Policies;

/// <summary>The JSON kind a policy value was written as.</summary>
public enum PolicyValueKind
{
    /// <summary>A JSON string.</summary>
    String,

    /// <summary>A JSON number; its text is kept as written.</summary>
    Number,

    /// <summary>A JSON boolean.</summary>
    Boolean,

    /// <summary>A JSON <c>null</c> inside an array, which IAM accepts in Resource and ignores (GRAM-27).</summary>
    Null,
}
