using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Explanations;

namespace IamSim.Testing;

/// <summary>A case with the policies and the request that it is decided by. Immutable and thread-safe.</summary>
/// <param name="Case">The case.</param>
/// <param name="Policies">The policies; the same instance for cases with the same ones, so that they are compiled once.</param>
/// <param name="Request">The request, with everything derived that the environment tells.</param>
/// <param name="Options">How the policies are compiled.</param>
/// <param name="Gaps">What is not known about the policies.</param>
internal sealed record PreparedCase(PolicyTestCase Case, PolicySet Policies, AccessRequest Request, EvaluationOptions Options, ImmutableArray<EnvironmentGap> Gaps)
{
    /// <summary>Makes the policies with their own places for an explanation; <c>null</c> where those of <see cref="Policies"/> are.</summary>
    public Func<Simulator>? Explaining { get; init; }

    /// <summary>Tells why the case is decided as it is.</summary>
    public Explanation Explain() => (Explaining?.Invoke() ?? Simulator.Compile(Policies, Options)).Explain(Request);

    /// <summary>Whether a decision is what was meant.</summary>
    public PolicyTestVerdict Judge(in Decision decision)
    {
        // An explicit deny stands whatever a policy says that nobody knows; an allow and an implicit deny do not.
        bool isUncertain = decision.Kind != DecisionKind.ExplicitDeny && Gaps.Any(decision.IsAllowed ? static gap => gap.UnsettlesAllow : static gap => gap.Unsettles);
        return isUncertain ? PolicyTestVerdict.Uncertain : IsMeant(decision.Kind) ? PolicyTestVerdict.Passed : PolicyTestVerdict.Failed;
    }

    private bool IsMeant(DecisionKind kind) => Case.Expected switch
    {
        ExpectedDecision.Allow => kind == DecisionKind.Allowed,
        ExpectedDecision.ImplicitDeny => kind == DecisionKind.ImplicitDeny,
        ExpectedDecision.ExplicitDeny => kind == DecisionKind.ExplicitDeny,
        _ => kind != DecisionKind.Allowed,
    };
}
