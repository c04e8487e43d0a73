using System.Collections.Immutable;

namespace IamSim.Testing;

/// <summary>Policies do not answer as was expected. The message says what was expected and found, why, with the places of the policies, and the smallest change that helps.</summary>
public sealed class PolicyAssertionException : Exception
{
    internal PolicyAssertionException(string message, ImmutableArray<PolicyTestResult> failures)
        : base(message) => Failures = failures;

    /// <summary>The cases that are not answered as expected, or not for certain; all of them, also where the message tells only the first.</summary>
    public ImmutableArray<PolicyTestResult> Failures { get; }
}
