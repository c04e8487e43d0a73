using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Json;

namespace IamSim.Testing;

/// <summary>What is expected of whom: the cases that a sentence stands for. Immutable and thread-safe.</summary>
internal sealed record Expectation(TestedPrincipal Principal, ExpectedDecision Expected, ExpectedActions Actions)
{
    /// <summary>The resources as they were named; empty for wherever it counts.</summary>
    public ImmutableArray<string> Resources { get; init; } = [];

    private PolicyTestSubject Subject => Principal.Iam.Subject;

    /// <summary>Asks everything that the sentence stands for.</summary>
    /// <exception cref="ArgumentException">A resource is no ARN and has no name that is known, or none of the actions takes it.</exception>
    public ImmutableArray<PolicyTestResult> Ask() => Principal.Iam.Runner.Run([.. Cases().Select(Subject.Prepare)]);

    /// <summary>The sentence.</summary>
    public override string ToString() => ExpectationText.Write(Principal.Caller, Expected, Actions.Text, Resources, Principal.Conditions);

    private IEnumerable<PolicyTestCase> Cases()
    {
        if (Resources.IsEmpty)
        {
            return Actions.Actions.SelectMany(action => Wherever(action).Select(resource => CaseOf(action, resource)));
        }

        List<PolicyTestCase> cases = [.. Actions.Actions.SelectMany(action => Named(action).Distinct(StringComparer.Ordinal).Where(resource => !action.IsFromWildcard || action.Takes(resource)).Select(resource => CaseOf(action, resource)))];
        return cases.Count > 0 ? cases : throw new ArgumentException($"none of the actions {Actions.Text} is about {string.Join(", ", Resources)}: name a resource of the service, or leave out On(…)");
    }

    private PolicyTestCase CaseOf(ExpectedAction action, string resource) => new(Principal.Caller, action.Name, resource, Expected) { Conditions = Principal.Conditions };

    private IEnumerable<string> Named(ExpectedAction action)
    {
        foreach (string text in Resources)
        {
            foreach (string arn in ExpectedResources.Expand(ArnOf(text, action), Subject.Analyzer))
            {
                yield return arn;
            }
        }
    }

    private string ArnOf(string text, ExpectedAction action)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text == "*" || Identifiers.Arn.TryParse(text, out _))
        {
            return text;
        }

        string? fault = null;
        return Subject.Analyzer is { } analyzer && analyzer.Names.TryFindResource(text, action.Name, out string? arn, out fault)
            ? arn
            : throw new ArgumentException(fault ?? $"{JsonNode.Quote(text)} is no resource: expected an ARN, or * for actions without resources");
    }

    // What is allowed on * only would pass unseen where something is not to be allowed; what is to be allowed on * is the stricter expectation.
    private IEnumerable<string> Wherever(ExpectedAction action) => Expected == ExpectedDecision.Allow || action.IsResourceLess
        ? ["*"]
        : ExpectedResources.ThatCount(action, Subject, CaseOf(action, "*"));
}
