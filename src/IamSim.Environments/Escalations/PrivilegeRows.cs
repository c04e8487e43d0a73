using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Environments.Escalations;

/// <summary>Compares what callers may, action by action over the whole catalog. For one thread.</summary>
internal sealed class PrivilegeRows
{
    /// <summary>Whoever may do these to anything can give itself whatever the organization leaves to the account.</summary>
    public static readonly ImmutableArray<string> Ruling = ["iam:AttachRolePolicy", "iam:AttachUserPolicy", "iam:CreatePolicyVersion", "iam:PutRolePolicy", "iam:PutUserPolicy", "iam:UpdateAssumeRolePolicy"];

    // It knows what documents say of its actions, so one serves every search.
    private static readonly ConditionalWeakTable<ServiceReference, ActionUniverse> Universes = [];

    private readonly SimulatorCache _simulators;
    private readonly EnvironmentProfiles _profiles;
    private readonly Func<string, RequestContext> _contextOf;
    private readonly ActionUniverse _universe;
    private readonly PermissionRowBuilder _builder;
    private readonly Dictionary<string, int> _bits = new(StringComparer.OrdinalIgnoreCase);
    private readonly ulong[] _ruling;

    public PrivilegeRows(ServiceReference services, SimulatorCache simulators, EnvironmentProfiles profiles, Func<string, RequestContext> contextOf)
    {
        _simulators = simulators;
        _profiles = profiles;
        _contextOf = contextOf;
        _universe = Universes.GetValue(services, static catalog => UniverseOf(catalog));
        for (int i = 0; i < _universe.Actions.Length; i++)
        {
            _bits[_universe.Actions[i].Text] = _universe.BitOf(i);
        }

        _builder = new PermissionRowBuilder(_universe);
        _ruling = _universe.NewSet();
        foreach (string action in Ruling)
        {
            BitSets.Add(_ruling, _bits[action]);
        }
    }

    public PermissionRow Of(CallerProfile caller) =>
        _builder.Build(new GridPrincipal(_simulators.Get(caller, null, AccessConditions.None, out _), caller.Principal) { Context = _contextOf(caller.Principal.AccountId) });

    /// <summary>How many actions are possible in one row and not in the other, or allowed on everything and not in the other.</summary>
    public static int CountNew(PermissionRow before, PermissionRow after)
    {
        ulong[] possible = (ulong[])after.Possible.Clone();
        BitSets.AndNot(possible, before.Possible);
        ulong[] allowed = (ulong[])after.Allowed.Clone();
        BitSets.AndNot(allowed, before.Allowed);
        BitSets.Or(possible, allowed);
        return BitSets.Count(possible);
    }

    public bool IsPossible(PermissionRow row, ActionName action) => BitSets.Contains(row.Possible, _bits[action.Text]);

    /// <summary>The actions that some Allow of the identity policies covers, whatever else says no.</summary>
    public ulong[] Granted(CallerProfile caller)
    {
        ulong[] granted = _universe.NewSet();
        foreach (CompiledPolicy policy in _simulators.Get(caller, null, AccessConditions.None, out _).CompiledPolicies[PolicyKind.Identity]?.Levels.SelectMany(static level => level) ?? [])
        {
            DocumentBits bits = _universe.BitsOf(policy);
            BitSets.Or(granted, bits.Allows);
            foreach (TestedStatement tested in bits.Tested.Where(static tested => tested.Statement.Effect == PolicyEffect.Allow))
            {
                BitSets.Or(granted, tested.Covered);
            }
        }

        return granted;
    }

    public bool Contains(ulong[] actions, ActionName action) => BitSets.Contains(actions, _bits[action.Text]);

    /// <summary>Whether a caller may change IAM as freely as the organization lets anybody in its place.</summary>
    /// <param name="identity">The caller.</param>
    /// <param name="caller">Its policies.</param>
    /// <param name="row">What it may.</param>
    /// <param name="everything">A policy that allows everything.</param>
    public bool IsAdministrator(IamPrincipal identity, CallerProfile caller, PermissionRow row, EnvironmentPolicy everything)
    {
        if (BitSets.Count(row.Allowed) == 0)
        {
            return false;
        }

        PermissionRow freest = Of(_profiles.Changed(caller, identity, [everything], null));
        ulong[] measure = (ulong[])_ruling.Clone();
        BitSets.And(measure, freest.Allowed);
        if (BitSets.Count(measure) == 0)
        {
            // Where the organization lets nobody change IAM freely, everything that it lets anybody counts.
            measure = (ulong[])freest.Allowed.Clone();
        }

        BitSets.AndNot(measure, row.Allowed);
        return BitSets.Count(measure) == 0;
    }

    private static ActionUniverse UniverseOf(ServiceReference services)
    {
        IEnumerable<ActionDefinition> actions = services.ServicePrefixes.Select(services.FindService).OfType<ServiceDefinition>().SelectMany(static service => service.Actions);
        IEnumerable<string> required = EscalationCatalog.All.SelectMany(static path => path.Requirements).Select(static requirement => requirement.Action.Text);
        // A catalog of the user's own may lack some of them.
        return new ActionUniverse([.. actions.Select(static action => action.FullName).Concat(Ruling).Concat(required).Distinct(StringComparer.OrdinalIgnoreCase).Select(ActionName.Parse)]);
    }
}
