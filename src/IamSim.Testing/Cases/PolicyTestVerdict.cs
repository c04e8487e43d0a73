namespace IamSim.Testing;

/// <summary>How a case ended.</summary>
public enum PolicyTestVerdict
{
    /// <summary>The answer is another one than was meant.</summary>
    Failed,

    /// <summary>The answer is the one that was meant.</summary>
    Passed,

    /// <summary>Policies that decide are missing or cannot be read, so that the answer is not certain.</summary>
    Uncertain,
}
