namespace IamSim.Testing;

/// <summary>What became of a mutant.</summary>
public enum PolicyMutantStatus
{
    /// <summary>No case noticed it, and nothing proves that none could.</summary>
    Survived,

    /// <summary>A case that passes with the policies as they are does not pass with the mutant.</summary>
    Killed,

    /// <summary>It decides every request of the suite's policies as before, which follows from the documents. Not counted.</summary>
    Equivalent,

    /// <summary>AWS would refuse to save it. Not counted.</summary>
    Invalid,
}
