using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Environments.Questions;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>What cases are decided by: an environment, or policies that stand in the suite. Thread-safe.</summary>
internal sealed class PolicyTestSubject
{
    private readonly PolicySet? _policies;
    private readonly ConcurrentDictionary<ResourcePolicyKind, PolicySet> _byKind = new();

    /// <summary>The policies of an environment.</summary>
    public PolicyTestSubject(EnvironmentAnalyzer analyzer) => Analyzer = analyzer;

    /// <summary>Policies that are the same for every case.</summary>
    public PolicyTestSubject(PolicySet policies) => _policies = policies;

    /// <summary>The environment; <c>null</c> where the policies are given one by one.</summary>
    public EnvironmentAnalyzer? Analyzer { get; }

    /// <summary>Finds the policies of a case.</summary>
    public PreparedCase Prepare(PolicyTestCase one)
    {
        if (Analyzer is not null)
        {
            PreparedQuestion question = Analyzer.Prepare(one.Principal, one.Action, one.Resource, one.Conditions);
            return new PreparedCase(one, question.Policies, question.Request, SimulatorCache.Lenient, question.Gaps) { Explaining = question.Explaining };
        }

        AccessConditions stated = one.Conditions;
        var request = new AccessRequest(stated.SessionTags.IsEmpty ? one.Principal : one.Principal with { SessionTags = stated.SessionTags }, one.Action, new RequestResource(one.Resource))
        {
            Context = stated.VpcEndpoint is { } endpoint ? EnvironmentAnalyzer.WithEndpoint(endpoint, stated.Context) : stated.Context,
            RequestTags = stated.RequestTags,
            Time = stated.Time,
        };
        PolicySet policies = _byKind.GetOrAdd(request.InferResourcePolicyKind(), static (kind, given) => given with { ResourcePolicyKind = kind }, _policies!);
        return new PreparedCase(one, policies, request, EvaluationOptions.Default, []);
    }
}
