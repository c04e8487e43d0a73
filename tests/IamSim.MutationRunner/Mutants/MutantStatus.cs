namespace IamSim.MutationRunner.Mutants;

/// <summary>What became of a mutant.</summary>
internal enum MutantStatus
{
    /// <summary>No test noticed it.</summary>
    Survived,

    /// <summary>No test reaches it.</summary>
    NoCoverage,

    /// <summary>A test failed, or the process ended.</summary>
    Killed,

    /// <summary>A test did not come to its end.</summary>
    Timeout,
}
