using System.Collections.Immutable;
using IamSim.Conditions;

namespace IamSim.Testing;

/// <summary>A sentence about what a principal may do. Immutable and thread-safe.</summary>
/// <remarks>
/// A sentence is checked at its last step, and a sentence that does not hold throws there: nothing has to be called at its end, so that nothing can be forgotten.
/// Which step is the last is read from the compiled code of the caller when the first sentence of an assembly is checked. Where that cannot be told, since the code was
/// made at run time, was compiled ahead of time, or branches within the sentence, every step checks at once what was said so far: such a sentence can fail too early,
/// but never pass unchecked. A sentence that is kept in a variable or returned is checked there, and again at every step that follows.
/// </remarks>
public sealed class PolicyExpectation
{
    private readonly Expectation _expectation;
    private readonly int _lastStep;
    private readonly int _step;

    private PolicyExpectation(Expectation expectation, int lastStep, int step) => (_expectation, _lastStep, _step) = (expectation, lastStep, step);

    /// <summary>Says on which resources.</summary>
    /// <param name="resources">
    /// ARNs, or names as <see cref="IamSim.Environments.EnvironmentNames.TryFindResource"/> takes them in an environment; <c>*</c> for actions without resources.
    /// One with wildcards stands for every resource of the environment that it matches, and for an example made from it. Those named before stay.
    /// </param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">There is none, or it is no ARN and no name of a resource; the message suggests.</exception>
    public PolicyExpectation On(params ReadOnlySpan<string> resources) =>
        resources.IsEmpty ? throw new ArgumentException("expected at least one resource", nameof(resources)) : Next(_expectation with { Resources = _expectation.Resources.AddRange(resources) });

    /// <summary>Says with which context key, as <see cref="TestedPrincipal.When"/> does in front of <see cref="TestedPrincipal.Should"/>.</summary>
    /// <param name="key">The key, such as <c>aws:SourceIp</c>.</param>
    /// <param name="value">A text, a list (<c>["a", "b"]</c>), a boolean, a number, an instant, or <see cref="ContextValue.Absent"/>.</param>
    /// <exception cref="PolicyAssertionException">The sentence ends here and does not hold.</exception>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public PolicyExpectation When(string key, ContextValue value) => Next(_expectation with { Principal = _expectation.Principal.When(key, value) });

    /// <summary>The sentence.</summary>
    public override string ToString() => _expectation.ToString();

    internal static PolicyExpectation Begin(Expectation expectation, int lastStep) => new PolicyExpectation(expectation, lastStep, 1).CheckIfLast();

    private PolicyExpectation Next(Expectation expectation) => new PolicyExpectation(expectation, _lastStep, _step + 1).CheckIfLast();

    // The last step is 0 where it is not known.
    private PolicyExpectation CheckIfLast()
    {
        if (_step >= _lastStep)
        {
            ImmutableArray<PolicyTestResult> results = _expectation.Ask();
            ImmutableArray<PolicyTestResult> failures = results.RemoveAll(static result => result.Verdict == PolicyTestVerdict.Passed);
            if (!failures.IsEmpty)
            {
                throw new PolicyAssertionException(AssertionMessage.Write(_expectation.ToString(), results.Length, failures, isLastStepKnown: _lastStep > 0), failures);
            }
        }

        return this;
    }
}
