using System.Collections.Immutable;

namespace IamSim.Batches;

/// <summary>What some callers may do, action by action, as far as it can be said without knowing the resource and the context. Immutable and thread-safe.</summary>
/// <remarks>
/// The resources are thought to be in the caller's account, with no policy but that of the set, not reached through an access point, and no ACL
/// or grant is known. Conditions that the caller, the stated context and the time of the computation settle count as settled. Sound: Allowed
/// and Denied hold for every such request; what is neither depends, and a request with resource and context settles it.
/// </remarks>
public sealed class PermissionMatrix
{
    private readonly PermissionRow[] _rows;

    internal PermissionMatrix(ActionUniverse universe, ImmutableArray<GridPrincipal> principals, PermissionRow[] rows)
    {
        Universe = universe;
        Principals = principals;
        _rows = rows;
    }

    /// <summary>The actions.</summary>
    public ActionUniverse Universe { get; }

    /// <summary>The callers.</summary>
    public ImmutableArray<GridPrincipal> Principals { get; }

    /// <summary>What a caller may do with an action.</summary>
    /// <param name="principal">Number of the caller.</param>
    /// <param name="action">Number of the action in <see cref="ActionUniverse.Actions"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such caller or action.</exception>
    public PermissionState this[int principal, int action]
    {
        get
        {
            PermissionRow row = _rows[principal];
            int bit = Universe.BitOf(action);
            return BitSets.Contains(row.Allowed, bit) ? PermissionState.Allowed
                : BitSets.Contains(row.Possible, bit) ? PermissionState.Depends
                : PermissionState.Denied;
        }
    }

    /// <summary>How many different actions of a caller are in a state.</summary>
    /// <param name="principal">Number of the caller.</param>
    /// <param name="state">The state.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such caller.</exception>
    public int Count(int principal, PermissionState state)
    {
        int allowed = BitSets.Count(_rows[principal].Allowed);
        int possible = BitSets.Count(_rows[principal].Possible);
        return state switch
        {
            PermissionState.Allowed => allowed,
            PermissionState.Depends => possible - allowed,
            _ => BitSets.Count(Universe.Everything) - possible,
        };
    }

    /// <summary>The size of the matrix.</summary>
    public override string ToString() => $"{Principals.Length} principals × {Universe}";
}

/// <summary>The actions of one caller.</summary>
/// <param name="Allowed">Those allowed whatever the resource and the context.</param>
/// <param name="Possible">Those not denied whatever the resource and the context.</param>
internal sealed record PermissionRow(ulong[] Allowed, ulong[] Possible);
