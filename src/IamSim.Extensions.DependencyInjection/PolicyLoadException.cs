namespace IamSim;

/// <summary>A policy set cannot be put in force for the first time. Its message names every finding.</summary>
public sealed class PolicyLoadException : Exception
{
    internal PolicyLoadException(string policySet, PolicyLoadFailure failure)
        : base($"policy set '{policySet}' cannot be loaded\n{failure}", failure.Exception)
    {
        PolicySet = policySet;
        Failure = failure;
    }

    /// <summary>The name of the policy set; <c>default</c> for the unnamed one.</summary>
    public string PolicySet { get; }

    /// <summary>Every finding.</summary>
    public PolicyLoadFailure Failure { get; }
}
