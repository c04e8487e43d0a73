using IamSim.Identifiers;

namespace IamSim.Compilation;

/// <summary>
/// The actions that were asked about, in a table of bounded size: a stream of names that nobody has heard of costs time, not memory. Read without
/// locks by any number of threads; whoever keeps an action holds a lock.
/// </summary>
internal sealed class ActionSlots
{
    /// <summary>Most actions that are kept; a further one takes the place of another.</summary>
    public const int Capacity = 16_384;

    /// <summary>Longest name that is kept; those of AWS have up to some 80 characters.</summary>
    public const int LongestName = 256;

    // An action may stand in one of as many slots, so that thousands of actions seldom push each other out.
    private const int Ways = 4;
    private const int InitialSlots = 64;

    // Whichever thread writes last wins: all would be right. What is found under a hash is compared, so that a slot half written does no harm.
    private Slot[] _slots = new Slot[InitialSlots];
    private int _kept;

    /// <summary>Slots there are.</summary>
    public int Count => _slots.Length;

    /// <summary>The action, or <c>null</c> when it is not kept.</summary>
    public PreparedAction? Find(ActionIdentity action)
    {
        foreach (ref readonly Slot slot in SlotsOf(Volatile.Read(ref _slots), action.Hash))
        {
            if (slot.Hash == action.Hash && slot.Action is { } kept && kept.Identity.IsSameAs(action))
            {
                return kept;
            }
        }

        return null;
    }

    /// <summary>The action of a name in any letter case, or <c>null</c> when it is not kept.</summary>
    public PreparedAction? Find(ReadOnlySpan<char> name)
    {
        ulong hash = ActionHash.Of(name);
        foreach (ref readonly Slot slot in SlotsOf(Volatile.Read(ref _slots), hash))
        {
            if (slot.Hash == hash && slot.Action is { } kept && (name.SequenceEqual(kept.Name.Text) || AsciiFold.Equals(kept.Identity.Folded, name)))
            {
                return kept;
            }
        }

        return null;
    }

    /// <summary>Keeps an action, unless its name is longer than any. Not thread-safe.</summary>
    public void Keep(PreparedAction action)
    {
        if (action.Name.Text.Length > LongestName)
        {
            return;
        }

        if (++_kept > _slots.Length / 2 && _slots.Length < Capacity)
        {
            Grow();
        }

        Put(_slots, action);
    }

    private void Grow()
    {
        var larger = new Slot[_slots.Length * 4];
        foreach (Slot slot in _slots)
        {
            if (slot.Action is { } kept)
            {
                Put(larger, kept);
            }
        }

        Volatile.Write(ref _slots, larger);
        _kept = 0;
    }

    // The first free slot, or one that the upper bits of the hash choose.
    private static void Put(Slot[] slots, PreparedAction action)
    {
        Span<Slot> places = SlotsOf(slots, action.Identity.Hash);
        int place = (int)((action.Identity.Hash >> 32) & (Ways - 1));
        for (int i = Ways - 1; i >= 0; i--)
        {
            place = places[i].Action is null ? i : place;
        }

        places[place].Hash = action.Identity.Hash;
        Volatile.Write(ref places[place].Action, action);
    }

    private static Span<Slot> SlotsOf(Slot[] slots, ulong hash) =>
        slots.AsSpan((int)(hash & (ulong)(slots.Length - Ways)) & ~(Ways - 1), Ways);

    // Four of them fill a cache line.
    private struct Slot
    {
        public ulong Hash;
        public PreparedAction? Action;
    }
}
