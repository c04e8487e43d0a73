using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>
/// Computes rows of actions for callers of an environment: about resources of the caller's account that have no policy of their own. Rows that
/// say the same are one. Thread-safe.
/// </summary>
internal sealed class PermissionRows(EnvironmentProfiles profiles, ActionUniverse universe)
{
    private static readonly PolicyDocument AllowsEverything =
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""", "a policy that is not known");

    private static readonly PolicyDocument ResourceSideAllowsEverything =
        PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}""", "a policy that is not known");

    private readonly ConcurrentDictionary<RowKey, SettledRow> _known = new();

    /// <summary>How many different rows there are.</summary>
    public int Count => _known.Count;

    /// <summary>
    /// Compiles the policies of a caller with those that its organization puts on its account's resources. Where a policy is not known, every
    /// layer allows everything besides, so that what is not possible is denied explicitly.
    /// </summary>
    public Simulator Compile(CallerProfile caller, out RowCertainty certainty)
    {
        Simulator simulator = SimulatorCache.GetOnce(caller, profiles.InAccount(caller.Principal.AccountId), AccessConditions.None, out ImmutableArray<EnvironmentGap> refused);
        certainty = CertaintyOf([.. caller.Gaps, .. profiles.InAccount(caller.Principal.AccountId).Gaps, .. refused]);
        return certainty == RowCertainty.None ? Simulator.Compile(WithEverythingAllowed(simulator.Policies), simulator.Options) : simulator;
    }

    /// <summary>The caller as rows are computed for it.</summary>
    public GridPrincipal ToGrid(CallerProfile caller, Simulator simulator) =>
        new(simulator, caller.Principal) { Context = EnvironmentAnalyzer.WithDerivedKeys(simulator, caller, profiles.InAccount(caller.Principal.AccountId), Conditions.RequestContext.Empty) };

    /// <summary>The row of a caller. Where anything is not known, nothing is allowed for certain.</summary>
    public SettledRow RowOf(GridPrincipal caller, RowCertainty certainty, PermissionRowBuilder builder)
    {
        PermissionRow row = builder.Build(caller);
        if (certainty != RowCertainty.Full)
        {
            row = new PermissionRow(universe.NewSet(), row.Possible);
        }

        return _known.GetOrAdd(new RowKey(row), static key => new SettledRow(key.Row));
    }

    /// <summary>What gaps leave certain.</summary>
    public static RowCertainty CertaintyOf(IReadOnlyCollection<EnvironmentGap> gaps) =>
        gaps.Any(static gap => gap.Unsettles) ? RowCertainty.None : gaps.Any(static gap => gap.UnsettlesAllow) ? RowCertainty.OfDenials : RowCertainty.Full;

    /// <summary>A set in which every layer allows everything besides. A boundary takes one document; session policies take many and limit the same.</summary>
    public static PolicySet WithEverythingAllowed(PolicySet set) => set with
    {
        Identity = set.Identity.Add(AllowsEverything),
        PermissionsBoundary = null,
        Session = set.PermissionsBoundary is { } boundary ? [.. set.Session ?? [], boundary, AllowsEverything] : set.Session?.Add(AllowsEverything),
        ServiceControlPolicies = Levels(set.ServiceControlPolicies, AllowsEverything),
        ResourceControlPolicies = Levels(set.ResourceControlPolicies, ResourceSideAllowsEverything),
    };

    private static ImmutableArray<ImmutableArray<PolicyDocument>>? Levels(ImmutableArray<ImmutableArray<PolicyDocument>>? levels, PolicyDocument more) =>
        levels is { } all ? [.. all.Select(level => level.Add(more))] : null;

    private readonly struct RowKey(PermissionRow row) : IEquatable<RowKey>
    {
        public PermissionRow Row { get; } = row;

        public bool Equals(RowKey other) => Row.Allowed.AsSpan().SequenceEqual(other.Row.Allowed) && Row.Possible.AsSpan().SequenceEqual(other.Row.Possible);

        public override bool Equals(object? obj) => obj is RowKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Row.Allowed.AsSpan()));
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(Row.Possible.AsSpan()));
            return hash.ToHashCode();
        }
    }
}

/// <summary>What is certain about a row, as <see cref="AccessAnswer.State"/> has it.</summary>
internal enum RowCertainty
{
    /// <summary>Everything.</summary>
    Full,

    /// <summary>What is denied: policies are missing that can only take away.</summary>
    OfDenials,

    /// <summary>Only what is denied explicitly.</summary>
    None,
}

/// <summary>A row that several callers may share: the same row is the same object. Immutable.</summary>
/// <param name="row">The sets of classes.</param>
internal sealed class SettledRow(PermissionRow row)
{
    public PermissionRow Row => row;

    public AccessState StateOf(int bit) => BitSets.Contains(row.Allowed, bit) ? AccessState.Allowed : BitSets.Contains(row.Possible, bit) ? AccessState.Depends : AccessState.Denied;
}
