namespace IamSim.Testing;

/// <summary>What became of a mutant.</summary>
public enum PolicyMutantStatus
{
    /// <summary>No case noticed it, and nothing proves that none could.</summary>
    Survived,

    /// <summary>A case that passes with the policies as they are does not pass with the mutant.</summary>
    Killed,

    /// <summary>It decides every request as before that can be made under the policy sets of the suite: about the actions of the catalog, and of a policy that hangs on
    /// a resource, about that resource. That follows from the documents. Not counted.</summary>
    Equivalent,

    /// <summary>AWS would refuse to save it. Not counted.</summary>
    Invalid,
}
