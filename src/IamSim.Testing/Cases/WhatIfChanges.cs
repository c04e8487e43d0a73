using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Json;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>What is changed of an environment to ask what would be. Immutable and thread-safe.</summary>
internal sealed record WhatIfChanges
{
    public static WhatIfChanges None { get; } = new();

    private ImmutableArray<(PolicyKind Kind, PolicyDocument Document)> Added { get; init; } = [];

    private ImmutableHashSet<string> RemovedPolicies { get; init; } = [];

    private ImmutableHashSet<string> RemovedStatements { get; init; } = [];

    /// <summary>A set without a policy, or without the statements of a Sid where no policy has the name.</summary>
    /// <exception cref="ArgumentException">There is neither.</exception>
    public static PolicySet Without(PolicySet set, string name)
    {
        PolicyDocument[] named = [.. set.Documents().Where(document => IsNamed(document, name)).Distinct()];
        if (named.Length > 0)
        {
            return named.Aggregate(set, static (current, document) => current.Replace(document, null));
        }

        return Sids(set.Documents()).Contains(name, StringComparer.Ordinal)
            ? WithoutStatements(set, [name])
            : throw NotFound(name, set.Documents().Select(static document => document.ToString()).Concat(Sids(set.Documents())));
    }

    public WhatIfChanges With(PolicyKind kind, PolicyDocument document) => this with { Added = Added.Add((kind, document)) };

    /// <summary>The changes, and a policy or the statements of a Sid away.</summary>
    /// <exception cref="ArgumentException">The environment has neither, nor was one added.</exception>
    public WhatIfChanges Without(AwsEnvironment environment, string name)
    {
        if (Added.Any(one => IsNamed(one.Document, name)))
        {
            return this with { Added = Added.RemoveAll(one => IsNamed(one.Document, name)) };
        }

        if (EnvironmentPolicies.Names(environment).Contains(name, StringComparer.Ordinal))
        {
            return this with { RemovedPolicies = RemovedPolicies.Add(name) };
        }

        List<string> sids = [.. Sids(EnvironmentPolicies.All(environment).Select(static policy => policy.Document).OfType<PolicyDocument>().Concat(Added.Select(static one => one.Document)))];
        return sids.Contains(name, StringComparer.Ordinal)
            ? this with { RemovedStatements = RemovedStatements.Add(name) }
            : throw NotFound(name, EnvironmentPolicies.Names(environment).Concat(sids));
    }

    public EnvironmentVariation ToVariation() => new(
        policy => RemovedPolicies.Contains(policy.Name) || (policy.Arn is { } arn && RemovedPolicies.Contains(arn)),
        RemovedPolicies,
        set => Added.Aggregate(WithoutStatements(set, RemovedStatements), static (current, one) => current.Add(one.Kind, one.Document)));

    private static PolicySet WithoutStatements(PolicySet set, ImmutableHashSet<string> sids)
    {
        PolicyStatement[] removed = [.. set.Documents().SelectMany(static document => document.Statements).Where(statement => statement.Sid is { } sid && sids.Contains(sid.Text)).Distinct()];
        return removed.Aggregate(set, static (current, statement) => current.Without(statement));
    }

    // A file is known by its path, and by its name as people say it.
    private static bool IsNamed(PolicyDocument document, string name) =>
        document.ToString() == name || (document.Source.Name is { } source && (Path.GetFileName(source) == name || Path.GetFileNameWithoutExtension(source) == name));

    private static IEnumerable<string> Sids(IEnumerable<PolicyDocument> documents) =>
        documents.SelectMany(static document => document.Statements).Select(static statement => statement.Sid?.Text).OfType<string>().Where(static sid => sid.Length > 0).Distinct(StringComparer.Ordinal);

    private static ArgumentException NotFound(string name, IEnumerable<string> known)
    {
        string suggestion = Suggestion.Closest(name, known) is { } close ? $"did you mean '{PrintableText.Line(close)}'?" : "give the name or the ARN of a policy, or a Sid";
        return new ArgumentException($"there is no policy and no statement {JsonNode.Quote(name)} to leave out: {suggestion}", nameof(name));
    }
}
