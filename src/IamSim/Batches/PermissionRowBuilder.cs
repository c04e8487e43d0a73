using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Batches;

/// <summary>
/// Computes a row of a matrix: the decision procedure on whole sets of actions, once with every test that is not settled standing against the
/// caller and once standing for it.
/// </summary>
internal sealed class PermissionRowBuilder
{
    // Any action that resource control policies reach and no rule concerns.
    private static readonly ActionName Probe = "sqs:None";

    private readonly ActionUniverse _universe;
    private readonly CompiledPolicySet _set;
    private readonly Principal _caller;

    // What must not be denied for certain, and what must not be denied at all.
    private readonly ulong[] _denied;
    private readonly ulong[] _maybeDenied;

    private PermissionRowBuilder(ActionUniverse universe, GridPrincipal row)
    {
        _universe = universe;
        _set = row.Simulator.CompiledPolicies;
        _caller = row.Principal;
        (_denied, _maybeDenied) = (universe.NewSet(), universe.NewSet());
    }

    public static PermissionRow Build(ActionUniverse universe, GridPrincipal row)
    {
        var builder = new PermissionRowBuilder(universe, row);
        EvaluationContext context = EvaluationContext.Rent();
        AccessRequest request = context.Scratch;
        request.Fill(row.Principal, Probe, row.Context);
        PreparedAction probe = builder._set.Actions.Get(Probe);
        context.Begin(builder._set, request, probe.Traits, row.Simulator.TimeProvider, UnknownContextKeys.Unstated);
        var check = new AuthorizationCheck(builder._set, request, probe, RequestResource.Bare);
        context.Select(RequestResource.Bare, check.Owner);
        PermissionRow built = builder.Build(in check, context);
        context.Return();
        return built;
    }

    private PermissionRow Build(in AuthorizationCheck check, EvaluationContext context)
    {
        (ulong[] allowed, ulong[] possible) = Layer(PolicyLayers.Identity, in check, context);
        foreach (PolicyLayer limit in (PolicyLayer[])[PolicyLayers.PermissionsBoundary, PolicyLayers.Session])
        {
            (ulong[] always, ulong[] maybe) = Layer(limit, in check, context);
            BitSets.And(allowed, always);
            BitSets.And(possible, maybe);
        }

        if (!HasOwnPermissions)
        {
            Array.Clear(allowed);
            Array.Clear(possible);
        }

        ulong[] limits = (ulong[])_universe.Everything.Clone();
        foreach (PolicyLayer limit in (PolicyLayer[])[PolicyLayers.ServiceControl, PolicyLayers.VpcEndpoint])
        {
            (ulong[] always, ulong[] maybe) = Layer(limit, in check, context);
            BitSets.And(allowed, always);
            BitSets.And(limits, maybe);
        }

        // A rule may keep a resource control policy or a resource policy from concerning an action: neither is certain to deny it.
        ulong[] ownDenied = (ulong[])_denied.Clone();
        if (_set[PolicyKind.Resource] is not null)
        {
            // What the resource grants reaches past the caller's own limits or not, depending on how it names the caller.
            BitSets.Or(possible, Layer(PolicyLayers.Resource, in check, context).Maybe);
        }

        ulong[] unopposed = (ulong[])possible.Clone();
        BitSets.And(unopposed, limits);
        BitSets.AndNot(unopposed, ownDenied);
        ApplyResourceControl(allowed, possible, in check, context);
        BitSets.And(possible, limits);
        BitSets.AndNot(allowed, _maybeDenied);
        BitSets.AndNot(possible, _denied);
        foreach (SpecialAction special in _universe.Special)
        {
            if (special.MayEscapeResource(_caller) && BitSets.Contains(unopposed, special.Bit))
            {
                BitSets.Add(possible, special.Bit);
            }

            Settle(special, allowed, possible, limits, ownDenied);
        }

        BitSets.And(allowed, possible);
        return new PermissionRow(allowed, possible);
    }

    // EVAL-32: a federated session without session policy has nothing of its own. Who has no account has nothing either.
    private bool HasOwnPermissions => _caller.HasAccount
        && !(_caller.Kind == PrincipalKind.FederatedUser && _set.Options.FederatedUserNeedsSessionPolicy && _set[PolicyKind.Session] is null);

    /// <summary>The actions that a layer allows for certain and those that it may allow. Notes what it denies.</summary>
    private (ulong[] Always, ulong[] Maybe) Layer(PolicyLayer layer, in AuthorizationCheck check, EvaluationContext context)
    {
        ulong[] always = (ulong[])_universe.Everything.Clone();
        ulong[] maybe = (ulong[])_universe.Everything.Clone();
        if (_set[layer.Kind] is not { } compiled || layer.Exemption(in check) != LayerExemption.None)
        {
            return (always, maybe);
        }

        if (compiled.Levels.Length == 0)
        {
            Array.Clear(always);
            Array.Clear(maybe);
        }

        foreach (CompiledPolicy[] level in compiled.Levels)
        {
            (ulong[] levelAlways, ulong[] levelMaybe) = (_universe.NewSet(), _universe.NewSet());
            foreach (CompiledPolicy policy in level)
            {
                DocumentBits bits = _universe.BitsOf(policy);
                BitSets.Or(levelAlways, bits.AllowsAlways);
                BitSets.Or(levelMaybe, bits.Allows);
                BitSets.Or(_denied, bits.DeniesAlways);
                BitSets.Or(_maybeDenied, bits.Denies);
                foreach (TestedStatement tested in bits.Tested)
                {
                    Test(tested, in check, context, levelAlways, levelMaybe);
                }
            }

            BitSets.And(always, levelAlways);
            BitSets.And(maybe, levelMaybe);
        }

        return (always, maybe);
    }

    private void Test(TestedStatement tested, in AuthorizationCheck check, EvaluationContext context, ulong[] allowsAlways, ulong[] allows)
    {
        CompiledStatement statement = tested.Statement;
        bool denies = statement.Effect == PolicyEffect.Deny;
        if ((statement.Principals is not null && check.Reaches(statement) == GrantClass.None) || (statement.HasUnknownTest && !denies))
        {
            return;
        }

        context.AssumesUnknown = true;
        if (!statement.MatchesConditions(context))
        {
            return;
        }

        BitSets.Or(denies ? _maybeDenied : allows, tested.Covered);
        context.AssumesUnknown = false;
        if (statement.CoversEveryResource && statement.MatchesConditions(context))
        {
            BitSets.Or(denies ? _denied : allowsAlways, tested.Covered);
        }
    }

    // RCP-5: the policies reach some services only.
    private void ApplyResourceControl(ulong[] allowed, ulong[] possible, in AuthorizationCheck check, EvaluationContext context)
    {
        ulong[] deniedBefore = (ulong[])_denied.Clone();
        ulong[] maybeDeniedBefore = (ulong[])_maybeDenied.Clone();
        (ulong[] always, ulong[] maybe) = Layer(PolicyLayers.ResourceControl, in check, context);
        ulong[] beyond = (ulong[])_universe.Everything.Clone();
        BitSets.AndNot(beyond, _universe.UnderResourceControl);
        BitSets.Or(always, beyond);
        BitSets.Or(maybe, beyond);
        BitSets.And(allowed, always);
        BitSets.And(possible, maybe);
        BitSets.And(_denied, _universe.UnderResourceControl);
        BitSets.And(_maybeDenied, _universe.UnderResourceControl);
        BitSets.Or(_denied, deniedBefore);
        BitSets.Or(_maybeDenied, maybeDeniedBefore);
    }

    private void Settle(SpecialAction special, ulong[] allowed, ulong[] possible, ulong[] limits, ulong[] ownDenied)
    {
        ActionTraits traits = special.Traits;
        bool isSettled = _caller.HasAccount
            && (traits.WellKnown == WellKnownAction.GetCallerIdentity || (traits.WellKnown == WellKnownAction.GetSessionToken && _caller.Kind == PrincipalKind.User));
        if (isSettled)
        {
            BitSets.Add(allowed, special.Bit);
            BitSets.Add(possible, special.Bit);
            return;
        }

        bool isRefused = (traits.WellKnown == WellKnownAction.AssumeRole && _caller.Kind == PrincipalKind.Root)
            || (_caller.Kind == PrincipalKind.FederatedUser && (traits.IsIam || traits.IsSts));
        if (isRefused)
        {
            BitSets.Remove(possible, special.Bit);
            return;
        }

        bool isOpen = special.IsRuled || (special.MayIgnoreResourcePolicy && _set[PolicyKind.Resource] is not null);
        if (!isOpen && _caller.HasAccount)
        {
            return;
        }

        BitSets.Remove(allowed, special.Bit);
        bool isBarred = traits.WellKnown != WellKnownAction.InvokeApi && (BitSets.Contains(ownDenied, special.Bit) || !BitSets.Contains(limits, special.Bit)) && _set[PolicyKind.Resource] is null;
        if (!isBarred)
        {
            BitSets.Add(possible, special.Bit);
        }
    }
}
