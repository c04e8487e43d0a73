using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Evaluation;

/// <summary>
/// AWS's decision, step by step. See the IAM User Guide, "How AWS enforcement code logic evaluates requests to allow or deny access",
/// and docs/concepts/evaluation.md for the picture.
/// </summary>
internal static class Evaluator
{
    /// <summary>Answers a request: every resource of it must be allowed, and one explicit deny denies all (EVAL-5).</summary>
    public static Decision Evaluate<TObserver>(CompiledPolicySet set, AccessRequest request, TimeProvider clock, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver =>
        Evaluate(set, request, clock, null, ref observer);

    /// <summary>Answers a request of which some keys are unknown: every test that depends on one counts against the request.</summary>
    public static Decision Evaluate<TObserver>(CompiledPolicySet set, AccessRequest request, TimeProvider clock, UnknownContextKeys? unknowns, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver
    {
        PreparedAction action = set.Actions.Get(request.Action);
        EvaluationContext context = EvaluationContext.Rent();
        context.Begin(set, request, action.Traits, clock, unknowns);
        context.DerivedKeys = TObserver.SeesEverything ? new SortedDictionary<string, DerivedContextKey>(StringComparer.Ordinal) : null;
        DecisionAssumptions assumptions = AssumptionsAbout(request.Principal);
        // Made in its place: passed on as it is made, it would be copied first.
        var check = new AuthorizationCheck(set, request, action, request.Resources[0]);
        Decision decision = EvaluateOne(in check, context, ref assumptions, ref observer);
        for (int i = 1; i < request.Resources.Length; i++)
        {
            var next = new AuthorizationCheck(set, request, action, request.Resources[i]);
            decision = Verdicts.Combine(decision, EvaluateOne(in next, context, ref assumptions, ref observer));
        }

        if (context.DerivedKeys is { } derived)
        {
            observer.OnDerivedKeys(derived);
        }

        context.Return();
        return decision.Assuming(assumptions);
    }

    /// <summary>Answers a question that nobody made a request of: one resource of which nothing is known but its ARN.</summary>
    /// <exception cref="FormatException">The action is not an action.</exception>
    public static Decision Evaluate(CompiledPolicySet set, Principal principal, ReadOnlySpan<char> action, ReadOnlySpan<char> resource, RequestContext stated, TimeProvider clock)
    {
        PreparedAction prepared = set.Actions.Get(action);
        EvaluationContext context = EvaluationContext.Rent();
        AccessRequest request = context.Scratch;
        request.Fill(principal, prepared.Name, stated);
        context.Begin(set, request, prepared.Traits, clock, null);
        var check = new AuthorizationCheck(set, request, prepared, resource);
        var observer = default(NoObserver);
        DecisionAssumptions assumptions = AssumptionsAbout(principal);
        Decision decision = EvaluateOne(in check, context, ref assumptions, ref observer);
        context.Return();
        return decision.Assuming(assumptions);
    }

    /// <summary>Answers about one action on many resources: for each what it would get by itself.</summary>
    /// <param name="set">The policies.</param>
    /// <param name="principal">The caller.</param>
    /// <param name="action">The action.</param>
    /// <param name="traits">What there is to know of it.</param>
    /// <param name="resources">The resources.</param>
    /// <param name="alike">For each the first from which it differs in nothing but what statements look at.</param>
    /// <param name="stated">What is stated of context keys.</param>
    /// <param name="now">The time.</param>
    /// <param name="decisions">Takes the answers.</param>
    public static void Evaluate(CompiledPolicySet set, Principal principal, ActionName action, ActionTraits traits, ReadOnlySpan<RequestResource> resources, ReadOnlySpan<int> alike, RequestContext stated, DateTimeOffset now, Span<Decision> decisions)
    {
        PreparedAction prepared = set.Actions.Create(action, traits);
        EvaluationContext context = EvaluationContext.Rent();
        AccessRequest request = context.Scratch;
        request.Fill(principal, action, stated);
        context.Begin(set, request, traits, TimeProvider.System, null);
        context.Time = now;
        var observer = default(NoObserver);
        bool isConstant = prepared.Slice.IsConstant && !traits.HasRules;
        for (int i = 0; i < resources.Length; i++)
        {
            if (isConstant && alike[i] < i)
            {
                decisions[i] = decisions[alike[i]];
                continue;
            }

            context.GuessedRolePath = false;
            DecisionAssumptions assumptions = AssumptionsAbout(principal);
            var check = new AuthorizationCheck(set, request, prepared, resources[i]);
            Decision decision = EvaluateOne(in check, context, ref assumptions, ref observer);
            decisions[i] = decision.Assuming(assumptions);
        }

        context.Return();
    }

    /// <summary>Answers about one resource: by the policies on it, and where the request goes through an access point by those on that as well.</summary>
    private static Decision EvaluateOne<TObserver>(in AuthorizationCheck check, EvaluationContext context, ref DecisionAssumptions assumptions, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver
    {
        Decision decision = Check(in check, context, ref observer);
        if (check.Resource.AccessPointArn is not null && check.IsS3)
        {
            AuthorizationCheck through = check.ThroughAccessPoint();
            decision = Verdicts.Combine(decision, Check(in through, context, ref observer));
        }

        assumptions |= (check.OwnerIsAssumed ? DecisionAssumptions.ResourceOwner : DecisionAssumptions.None)
            | (context.GuessedRolePath ? DecisionAssumptions.RolePath : DecisionAssumptions.None);
        return decision;
    }

    private static DecisionAssumptions AssumptionsAbout(Principal caller) =>
        caller.Kind == PrincipalKind.Role ? DecisionAssumptions.SessionName
        : caller is { Kind: PrincipalKind.FederatedUser, Issuer: null } ? DecisionAssumptions.Issuer
        : caller.IsServiceLinkedByNameOnly ? DecisionAssumptions.RolePath
        : DecisionAssumptions.None;

    private static Decision Check<TObserver>(in AuthorizationCheck check, EvaluationContext context, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver
    {
        context.Select(check.Resource, check.Owner);
        observer.OnCheck(in check, context);

        // Step 0: operations that no policy decides.
        if (check.Action.Traits.HasRules && NamedRules.Settle(in check) is { } settled)
        {
            observer.OnVerdict(settled);
            return settled;
        }

        // Steps 1 and 2: what each layer that concerns the request says.
        LayerTallies tallies = default;
        foreach (PolicyLayer layer in TObserver.SeesEverything ? PolicyLayers.All : PolicyLayers.Among(check.Kinds))
        {
            if (check.SliceOf(layer.Kind) is { } slice)
            {
                tallies.Set(layer, LayerEvaluator.Tally(layer, slice, in check, context, ref observer));
            }

            observer.OnLayer(layer, in tallies[layer.Kind]);
        }

        // Unknown, a grant does not count.
        context.AssumesUnknown = false;
        Decision decision = Decide(in check, in tallies, context);
        observer.OnVerdict(decision);
        return decision;
    }

    /// <summary>Steps 3 to 10: the decision on one check, from what the layers say.</summary>
    public static Decision Decide(in AuthorizationCheck check, in LayerTallies tallies, EvaluationContext context)
    {
        // Step 3: an explicit deny anywhere wins. A block of public access counts as one (OQ-19).
        if (tallies.Denied != DecisionSources.None)
        {
            return Verdicts.Deny(in tallies);
        }

        if (check.BlocksPublicAccess && NamedRules.BlocksPublicAccess(in check, in tallies[PolicyKind.Resource]))
        {
            return Verdicts.ByRule(DecisionKind.ExplicitDeny, NamedRule.S3BlockPublicAccess);
        }

        if (NamedRules.Refusal(in check) is { } refusal)
        {
            return Verdicts.ByRule(DecisionKind.ImplicitDeny, refusal);
        }

        // Step 7: who grants. Steps 4 to 6, the limits of the organizations and of the endpoint, stand in the same list of what is missing.
        var grants = new GrantFacts(in check, in tallies, context);
        DecisionSources missing = (tallies.Silent & Verdicts.OrganizationLimits) | MissingGrants(in check, in grants) | grants.MissingRequiredPolicy;
        return missing == DecisionSources.None
            ? Verdicts.Allow(in check, in grants, in tallies)
            : Verdicts.Miss(missing, in grants);
    }

    /// <summary>Steps 8 to 10: which layers would have to allow and do not.</summary>
    private static DecisionSources MissingGrants(in AuthorizationCheck check, in GrantFacts grants)
    {
        // Step 8: callers without an account have nothing but the resource policy.
        if (check.Behavior.Grant == GrantRule.ResourcePolicyOnly)
        {
            return grants.Class != GrantClass.None || grants.MethodIsOpen ? DecisionSources.None : DecisionSources.Resource;
        }

        if (!check.Caller.HasAccount)
        {
            return grants.Class == GrantClass.Direct ? DecisionSources.None : DecisionSources.Resource;
        }

        // Step 9, same account: the better the resource policy names the caller, the less limits it.
        if (check.IsSameAccount && check.Behavior.Grant != GrantRule.Both)
        {
            return grants.Class switch
            {
                GrantClass.Direct => DecisionSources.None,
                GrantClass.Behind => grants.MissingLimits,
                GrantClass.None when check.Behavior.Grant == GrantRule.ResourcePolicyMandatory => DecisionSources.Resource | grants.MissingLimits,
                _ => grants.MissingLimits | grants.MissingIdentity,
            };
        }

        // Step 10, cross-account, and types that want both sides: everything counts, whatever the class (XACC-1, XACC-3).
        return (grants.Class == GrantClass.None ? DecisionSources.Resource : DecisionSources.None) | grants.MissingLimits | grants.MissingIdentity;
    }
}
