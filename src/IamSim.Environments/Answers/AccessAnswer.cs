using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Environments.Questions;
using IamSim.Explanations;
using IamSim.PartialEvaluation;

namespace IamSim.Environments;

/// <summary>The answer to whether a principal can do an action on a resource. Immutable and thread-safe.</summary>
public sealed class AccessAnswer
{
    // Those that change only context keys are the cheapest, and come first.
    private const int TriedFixes = 3;

    private readonly EnvironmentAnalyzer _analyzer;
    private readonly CallerProfile _caller;
    private readonly ResourceProfile _resource;
    private readonly AccessConditions _stated;

    internal AccessAnswer(
        EnvironmentAnalyzer analyzer, CallerProfile caller, ResourceProfile resource, AccessConditions stated, AccessRequest request, Decision decision, PartialDecision partial, ImmutableArray<EnvironmentGap> gaps)
    {
        _analyzer = analyzer;
        _caller = caller;
        _resource = resource;
        _stated = stated;
        Request = request;
        Decision = decision;
        Partial = partial;
        Gaps = gaps;
    }

    /// <summary>The question, with everything that was derived from the environment.</summary>
    public AccessRequest Request { get; }

    /// <summary>What is certain, whatever the unknown context keys are. Under the assumptions of <see cref="Gaps"/>.</summary>
    public AccessState State => StateOf(Partial, Possible, Gaps);

    /// <summary>The decision with every context key absent that is neither stated nor derived, as AWS decides a request without it.</summary>
    public Decision Decision { get; }

    /// <summary>Whether <see cref="Decision"/> allows it, and no gap stands against that.</summary>
    public bool IsAllowed => Decision.IsAllowed && !Gaps.Any(static gap => gap.UnsettlesAllow);

    /// <summary>The statement that decided, in its place of the environment; <c>null</c> when none did.</summary>
    public DecidingStatement? Statement => DecidingStatement.Find(_caller, _resource, _stated, Decision.Statement);

    /// <summary>The decision in words, with the place of the statement that decided; where it is certain, whatever the unknown keys are, the one that does.</summary>
    public string DecisionText
    {
        get
        {
            // A statement that denies for want of a key is no reason where the answer is the same with it.
            PartialDecision denial = Possible ?? Partial;
            if (State == AccessState.Denied && denial.Decision is null)
            {
                return "denied whatever the unknown keys are";
            }

            Decision certain = State == AccessState.Denied ? denial.Decision!.Value : Decision;
            return DecidingStatement.Find(_caller, _resource, _stated, certain.Statement) is { } statement
                ? $"{(certain.IsAllowed ? "allowed" : "explicitly denied")} by {statement}"
                : certain.ToString();
        }
    }

    /// <summary>Which unknown context keys decide, and what has to hold of them.</summary>
    public PartialDecision Partial { get; }

    /// <summary>The same with everything allowed where a policy is not known; <c>null</c> where all are.</summary>
    internal PartialDecision? Possible { get; init; }

    /// <summary>What is not known besides, and what was assumed instead.</summary>
    public ImmutableArray<EnvironmentGap> Gaps { get; }

    /// <summary>Tells why, with the places of the policies in their files. Evaluates again, watched.</summary>
    public Explanation Explain() => SimulatorCache.Explain(_caller, _resource, _stated).Explain(Request);

    /// <summary>What the question stated.</summary>
    public AccessConditions Conditions => _stated;

    /// <summary>Asks the same with something else stated.</summary>
    /// <param name="conditions">What is stated, in place of <see cref="Conditions"/>. Tags and policies of a session are left as they are.</param>
    public AccessAnswer Under(AccessConditions conditions)
    {
        ArgumentNullException.ThrowIfNull(conditions);
        return _analyzer.Ask(_caller, Request.Action, _resource, conditions with { SessionTags = _stated.SessionTags, SessionPolicies = _stated.SessionPolicies });
    }

    /// <summary>
    /// Asks the same with values stated of the context keys on which it depends: such that it is allowed, named by a policy or made up to fit.
    /// </summary>
    /// <returns>The answer; <c>null</c> when this one does not depend on context keys, is allowed without them, or no such values were found.</returns>
    public AccessAnswer? FindAllowed()
    {
        if (State != AccessState.Depends || Partial.Kind != PartialDecisionKind.Depends || Decision.IsAllowed)
        {
            return null;
        }

        ProposedFix? fix = Explain().ProposeFixes(TriedFixes).FirstOrDefault(static fix => fix.Changes.All(static change => change is ContextKeyChange));
        RequestContext? context = fix?.Changes.Cast<ContextKeyChange>().Aggregate(_stated.Context, static (context, change) => context.With(change.Key, change.Value));
        return context is not null && Under(_stated with { Context = context }) is { Decision.IsAllowed: true } allowed ? allowed : null;
    }

    /// <summary>The answer in one line.</summary>
    public override string ToString() => $"{State}: {Request}";

    // A policy that nobody knows could allow everything or deny everything; a level of the organization cannot allow.
    private static AccessState StateOf(PartialDecision partial, PartialDecision? possible, ImmutableArray<EnvironmentGap> gaps)
    {
        if (gaps.Any(static gap => gap.Kind == EnvironmentGapKind.SessionName))
        {
            return AccessState.Depends;
        }

        if (possible is not null)
        {
            bool isDenied = UnknownPolicies.LayersOf(gaps).HasFlag(UnknownLayers.Resource) ? possible.Decision is { Kind: DecisionKind.ExplicitDeny } : possible.Kind == PartialDecisionKind.Denied;
            return isDenied ? AccessState.Denied : AccessState.Depends;
        }

        return partial.Kind switch
        {
            PartialDecisionKind.Allowed => gaps.Any(static gap => gap.UnsettlesAllow) ? AccessState.Depends : AccessState.Allowed,
            PartialDecisionKind.Depends => AccessState.Depends,
            _ => AccessState.Denied,
        };
    }
}
