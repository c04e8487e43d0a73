using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Diagnostics;
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
    internal static readonly ActionName Probe = "sqs:None";

    // No statement is looked up by it, so that no set needs its index.
    internal static readonly PreparedAction PreparedProbe = CompiledPolicySet.Compile(new PolicySet(), EvaluationOptions.Default, new DiagnosticBag()).Actions.Get(Probe);

    private readonly ActionUniverse _universe;

    // Working space, used again for every row.
    private readonly ulong[] _always;
    private readonly ulong[] _maybe;
    private readonly ulong[] _levelAlways;
    private readonly ulong[] _levelMaybe;
    private readonly ulong[] _limits;
    private readonly ulong[] _ownDenied;
    private readonly ulong[] _unopposed;

    // What is denied for certain, and what may be.
    private readonly ulong[] _denied;
    private readonly ulong[] _maybeDenied;

    private CompiledPolicySet _set = null!;
    private Principal _caller = Principal.Anonymous;

    /// <summary>Makes a builder for one thread.</summary>
    public PermissionRowBuilder(ActionUniverse universe)
    {
        _universe = universe;
        (_always, _maybe, _levelAlways, _levelMaybe) = (universe.NewSet(), universe.NewSet(), universe.NewSet(), universe.NewSet());
        (_limits, _ownDenied, _unopposed) = (universe.NewSet(), universe.NewSet(), universe.NewSet());
        (_denied, _maybeDenied) = (universe.NewSet(), universe.NewSet());
    }

    public PermissionRow Build(GridPrincipal row)
    {
        (_set, _caller) = (row.Simulator.CompiledPolicies, row.Principal);
        Array.Clear(_denied);
        Array.Clear(_maybeDenied);
        EvaluationContext context = EvaluationContext.Rent();
        AccessRequest request = context.Scratch;
        request.Fill(row.Principal, Probe, row.Context);
        context.Begin(_set, request, PreparedProbe.Traits, row.Simulator.TimeProvider, UnknownContextKeys.Unstated);
        var check = new AuthorizationCheck(_set, request, PreparedProbe, RequestResource.Bare);
        context.Select(RequestResource.Bare, check.Owner);
        PermissionRow built = Build(in check, context);
        context.Return();
        return built;
    }

    private PermissionRow Build(in AuthorizationCheck check, EvaluationContext context)
    {
        ulong[] allowed = (ulong[])_universe.Everything.Clone();
        ulong[] possible = (ulong[])_universe.Everything.Clone();
        Limit(PolicyLayers.Identity, allowed, possible, in check, context);
        Limit(PolicyLayers.PermissionsBoundary, allowed, possible, in check, context);
        Limit(PolicyLayers.Session, allowed, possible, in check, context);
        if (!HasOwnPermissions)
        {
            Array.Clear(allowed);
            Array.Clear(possible);
        }

        _universe.Everything.CopyTo(_limits, 0);
        Limit(PolicyLayers.ServiceControl, allowed, _limits, in check, context);
        Limit(PolicyLayers.VpcEndpoint, allowed, _limits, in check, context);
        ApplyResourceSide(allowed, possible, in check, context);
        BitSets.And(possible, _limits);
        BitSets.AndNot(allowed, _maybeDenied);
        BitSets.AndNot(possible, _denied);
        foreach (SpecialAction special in _universe.Special)
        {
            if (special.MayEscapeResource(_caller) && BitSets.Contains(_unopposed, special.Bit))
            {
                BitSets.Add(possible, special.Bit);
            }

            Settle(special, allowed, possible);
        }

        BitSets.And(allowed, possible);
        return new PermissionRow(allowed, possible);
    }

    /// <summary>The resource policy, which may grant, and the resource control policies. A rule may keep either from concerning an action.</summary>
    private void ApplyResourceSide(ulong[] allowed, ulong[] possible, in AuthorizationCheck check, EvaluationContext context)
    {
        _denied.CopyTo(_ownDenied, 0);
        if (TryTally(PolicyLayers.Resource, in check, context))
        {
            // What the resource grants reaches past the caller's own limits or not, depending on how it names the caller.
            BitSets.Or(possible, _maybe);
        }

        possible.CopyTo(_unopposed, 0);
        BitSets.And(_unopposed, _limits);
        BitSets.AndNot(_unopposed, _ownDenied);
        LimitByResourceControl(allowed, possible, in check, context);
    }

    // EVAL-32: a federated session without session policy has nothing of its own. Who has no account has nothing either.
    private bool HasOwnPermissions => _caller.HasAccount
        && !(_caller.Kind == PrincipalKind.FederatedUser && _set.Options.FederatedUserNeedsSessionPolicy && _set[PolicyKind.Session] is null);

    /// <summary>Takes away what a layer does not allow for certain, and what it does not allow at all.</summary>
    private void Limit(PolicyLayer layer, ulong[] allowed, ulong[] possible, in AuthorizationCheck check, EvaluationContext context)
    {
        if (TryTally(layer, in check, context))
        {
            BitSets.And(allowed, _always);
            BitSets.And(possible, _maybe);
        }
    }

    // RCP-5: the policies reach some services only.
    private void LimitByResourceControl(ulong[] allowed, ulong[] possible, in AuthorizationCheck check, EvaluationContext context)
    {
        if (_set[PolicyKind.ResourceControl] is null)
        {
            return;
        }

        ulong[] denied = (ulong[])_denied.Clone();
        ulong[] maybeDenied = (ulong[])_maybeDenied.Clone();
        if (!TryTally(PolicyLayers.ResourceControl, in check, context))
        {
            return;
        }

        ulong[] beyond = (ulong[])_universe.Everything.Clone();
        BitSets.AndNot(beyond, _universe.UnderResourceControl);
        BitSets.Or(_always, beyond);
        BitSets.Or(_maybe, beyond);
        BitSets.And(allowed, _always);
        BitSets.And(possible, _maybe);
        BitSets.AndNot(_denied, beyond);
        BitSets.AndNot(_maybeDenied, beyond);
        BitSets.Or(_denied, denied);
        BitSets.Or(_maybeDenied, maybeDenied);
    }

    /// <summary>Finds what a layer allows for certain and what it may allow, and notes what it denies. <c>false</c> when it does not concern the caller.</summary>
    private bool TryTally(PolicyLayer layer, in AuthorizationCheck check, EvaluationContext context)
    {
        if (_set[layer.Kind] is not { } compiled || layer.Exemption(in check) != LayerExemption.None)
        {
            return false;
        }

        _universe.Everything.CopyTo(_always, 0);
        _universe.Everything.CopyTo(_maybe, 0);
        if (compiled.Levels.Length == 0)
        {
            Array.Clear(_always);
            Array.Clear(_maybe);
        }

        foreach (CompiledPolicy[] level in compiled.Levels)
        {
            Array.Clear(_levelAlways);
            Array.Clear(_levelMaybe);
            foreach (CompiledPolicy policy in level)
            {
                Tally(_universe.BitsOf(policy), in check, context);
            }

            BitSets.And(_always, _levelAlways);
            BitSets.And(_maybe, _levelMaybe);
        }

        return true;
    }

    private void Tally(DocumentBits document, in AuthorizationCheck check, EvaluationContext context)
    {
        BitSets.Or(_levelAlways, document.AllowsAlways);
        BitSets.Or(_levelMaybe, document.Allows);
        if (!document.DeniesNothing)
        {
            BitSets.Or(_denied, document.DeniesAlways);
            BitSets.Or(_maybeDenied, document.Denies);
        }

        foreach (TestedStatement tested in document.Tested)
        {
            Test(tested, in check, context);
        }
    }

    private void Test(TestedStatement tested, in AuthorizationCheck check, EvaluationContext context)
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

        BitSets.Or(denies ? _maybeDenied : _levelMaybe, tested.Covered);
        context.AssumesUnknown = false;
        if (statement.CoversEveryResource && statement.MatchesConditions(context))
        {
            BitSets.Or(denies ? _denied : _levelAlways, tested.Covered);
        }
    }

    private void Settle(SpecialAction special, ulong[] allowed, ulong[] possible)
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
        bool isBarred = traits.WellKnown != WellKnownAction.InvokeApi && (BitSets.Contains(_ownDenied, special.Bit) || !BitSets.Contains(_limits, special.Bit)) && _set[PolicyKind.Resource] is null;
        if (!isBarred)
        {
            BitSets.Add(possible, special.Bit);
        }
    }
}
