using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Batches;

namespace IamSim.Environments.Questions;

/// <summary>
/// Computes rows of actions for callers of an environment: about resources of the caller's account that have no policy of their own. Rows that
/// say the same are one. Thread-safe.
/// </summary>
internal sealed class PermissionRows(EnvironmentProfiles profiles, ActionUniverse universe)
{
    private readonly ConcurrentDictionary<RowKey, SettledRow> _known = new();

    /// <summary>How many different rows there are.</summary>
    public int Count => _known.Count;

    /// <summary>
    /// Compiles the policies of a caller with those that its organization puts on its account's resources. Where a policy is not known, its
    /// layer allows everything besides, so that what is not possible then is denied whatever it says.
    /// </summary>
    public Simulator Compile(CallerProfile caller, out RowCertainty certainty)
    {
        ResourceProfile own = profiles.InAccount(caller.Principal.AccountId);
        CompiledPair policies = SimulatorCache.GetOnce(caller, own, AccessConditions.None);
        ImmutableArray<EnvironmentGap> gaps = EnvironmentAnalyzer.GapsOf(policies, caller, own);
        certainty = CertaintyOf(gaps);
        return certainty == RowCertainty.OfImpossible ? policies.Possible(UnknownPolicies.LayersOf(gaps)) : policies.Simulator;
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
        gaps.Any(static gap => gap.Unsettles) ? RowCertainty.OfImpossible : gaps.Any(static gap => gap.UnsettlesAllow) ? RowCertainty.OfDenials : RowCertainty.Full;

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

    /// <summary>What is denied whatever the policies say that are missing.</summary>
    OfImpossible,
}

/// <summary>A row that several callers may share: the same row is the same object. Immutable.</summary>
/// <param name="row">The sets of classes.</param>
internal sealed class SettledRow(PermissionRow row)
{
    public PermissionRow Row => row;

    public AccessState StateOf(int bit) => BitSets.Contains(row.Allowed, bit) ? AccessState.Allowed : BitSets.Contains(row.Possible, bit) ? AccessState.Depends : AccessState.Denied;
}
