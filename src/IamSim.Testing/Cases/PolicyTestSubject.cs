using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>What cases are decided by: an environment, or policies that stand in the suite. Thread-safe.</summary>
internal sealed class PolicyTestSubject
{
    private readonly ConcurrentDictionary<ResourcePolicyKind, PolicySet> _byKind = new();
    private readonly ConcurrentDictionary<string, PolicyTestSubject> _reduced = new(StringComparer.Ordinal);
    private readonly WhatIfChanges _changes = WhatIfChanges.None;
    private readonly EnvironmentVariation? _variation;

    /// <summary>The policies of an environment.</summary>
    public PolicyTestSubject(EnvironmentAnalyzer analyzer) => Analyzer = analyzer;

    /// <summary>Policies that are the same for every case.</summary>
    public PolicyTestSubject(PolicySet policies) => Policies = policies;

    private PolicyTestSubject(EnvironmentAnalyzer analyzer, WhatIfChanges changes)
    {
        Analyzer = analyzer;
        _changes = changes;
        _variation = changes.ToVariation();
    }

    /// <summary>The environment; <c>null</c> where the policies are given one by one.</summary>
    public EnvironmentAnalyzer? Analyzer { get; }

    /// <summary>The policies that were given one by one; <c>null</c> for an environment.</summary>
    public PolicySet? Policies { get; }

    /// <summary>The same with one policy more, for every case.</summary>
    /// <exception cref="ArgumentException">It would be united with a policy of another Version, which would change its meaning.</exception>
    public PolicyTestSubject With(PolicyKind kind, PolicyDocument document) =>
        Analyzer is null ? new PolicyTestSubject(Policies!.Add(kind, document)) : new PolicyTestSubject(Analyzer, _changes.With(kind, document));

    /// <summary>The same without a policy or a statement, for every case.</summary>
    /// <exception cref="ArgumentException">There is none of the name.</exception>
    public PolicyTestSubject Without(string name) =>
        Analyzer is null ? new PolicyTestSubject(WhatIfChanges.Without(Policies!, name)) : new PolicyTestSubject(Analyzer, _changes.Without(Analyzer.Environment, name));

    /// <summary>The same without several; the same instance for the same ones, so that their cases share policies.</summary>
    /// <exception cref="ArgumentException">There is none of a name.</exception>
    public PolicyTestSubject Without(ImmutableArray<string> names) => names.IsDefaultOrEmpty
        ? this
        : _reduced.GetOrAdd(string.Join('\n', names), static (_, given) => given.Names.Aggregate(given.Subject, static (subject, name) => subject.Without(name)), (Subject: this, Names: names));

    /// <summary>Finds the policies of a case.</summary>
    /// <exception cref="PolicyCompilationException">A policy that was added is none that AWS accepts where it was added.</exception>
    /// <exception cref="ArgumentException">There is no policy of a name that the case leaves out.</exception>
    public PreparedCase Prepare(PolicyTestCase one)
    {
        if (!one.Without.IsDefaultOrEmpty)
        {
            return Without(one.Without).Prepare(one with { Without = [] }) with { Case = one };
        }

        if (Analyzer is not null)
        {
            PreparedQuestion question = _variation is null
                ? Analyzer.Prepare(one.Principal, one.Action, one.Resource, one.Conditions)
                : Analyzer.Prepare(one.Principal, one.Action, one.Resource, one.Conditions, _variation);
            return new PreparedCase(one, question.Policies, question.Request, SimulatorCache.Lenient, question.Gaps) { Explaining = question.Explaining };
        }

        AccessConditions stated = one.Conditions;
        var request = new AccessRequest(stated.SessionTags.IsEmpty ? one.Principal : one.Principal with { SessionTags = stated.SessionTags }, one.Action, new RequestResource(one.Resource))
        {
            Context = stated.VpcEndpoint is { } endpoint ? EnvironmentAnalyzer.WithEndpoint(endpoint, stated.Context) : stated.Context,
            RequestTags = stated.RequestTags,
            Time = stated.Time,
        };
        PolicySet policies = _byKind.GetOrAdd(request.InferResourcePolicyKind(), static (kind, given) => given with { ResourcePolicyKind = kind }, Policies!);
        return new PreparedCase(one, policies, request, EvaluationOptions.Default, []);
    }
}
