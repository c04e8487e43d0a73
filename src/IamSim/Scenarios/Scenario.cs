using System.Collections.Immutable;

namespace IamSim.Scenarios;

/// <summary>One question with everything needed to answer it: the neutral JSON form that docs/scenario-format.md describes. Immutable.</summary>
public sealed class Scenario
{
    internal Scenario(string? id, string? title, AccessRequest request, PolicySet policies, EvaluationOptions options, ScenarioExpectation? expectation, ImmutableArray<ScenarioPolicy> documents)
    {
        Id = id;
        Title = title;
        Request = request;
        Policies = policies;
        Options = options;
        Expectation = expectation;
        Documents = documents;
    }

    /// <summary>The id; <c>null</c> when the scenario has none.</summary>
    public string? Id { get; }

    /// <summary>The title; <c>null</c> when the scenario has none.</summary>
    public string? Title { get; }

    /// <summary>The request.</summary>
    public AccessRequest Request { get; }

    /// <summary>The policies.</summary>
    public PolicySet Policies { get; }

    /// <summary>The options, those of the reader included.</summary>
    public EvaluationOptions Options { get; }

    /// <summary>What is expected; <c>null</c> when nothing is.</summary>
    public ScenarioExpectation? Expectation { get; }

    /// <summary>The policies with their places in the scenario.</summary>
    public ImmutableArray<ScenarioPolicy> Documents { get; }

    /// <summary>The id or title, or else the question.</summary>
    public override string ToString() => Id ?? Title ?? Request.ToString();

    /// <summary>The label of a policy; <c>null</c> when it is not of this scenario.</summary>
    internal string? LabelOf(Policies.PolicyDocument document) => Documents.FirstOrDefault(policy => ReferenceEquals(policy.Document, document))?.Label;

    internal string? LabelOf(Policies.PolicyStatement statement) =>
        Documents.FirstOrDefault(policy => policy.Document.Statements.Any(member => ReferenceEquals(member, statement)))?.Label;
}
