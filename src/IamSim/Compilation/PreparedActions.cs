using System.Runtime.InteropServices;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Compilation;

/// <summary>
/// The actions that a policy set was asked about, each with the statements that cover it. Built when an action is first asked about and kept in a
/// table of fixed size: a stream of names that nobody has heard of costs time, not memory. Read without locks by any number of threads.
/// </summary>
internal sealed class PreparedActions
{
    /// <summary>Most actions that are kept; a further one takes the place of another.</summary>
    public const int Capacity = 16_384;

    /// <summary>Most sets of statements that are kept to be shared.</summary>
    public const int SliceCapacity = 4096;

    /// <summary>Longest name that is kept; those of AWS have up to some 80 characters.</summary>
    public const int LongestName = 256;

    // An action may stand in one of as many slots, so that thousands of actions seldom push each other out.
    private const int Ways = 4;
    private const int InitialSlots = 64;

    private readonly CompiledPolicySet _set;
    private readonly PlacedStatement[] _statements;
    private readonly ActionIndex _index;
    private readonly LayerSlice?[] _silent;
    private readonly ActionSlice _nothing;
    private readonly Dictionary<int[], ActionSlice> _slices = new(OrdinalsComparer.Instance);
    private readonly Lock _lock = new();

    // Whichever thread writes last wins: all would be right. What is found under a hash is compared, so that a slot half written does no harm.
    private Slot[] _slots = new Slot[InitialSlots];
    private int _misses;

    public PreparedActions(CompiledPolicySet set)
    {
        _set = set;
        _statements = set.PlaceStatements();
        _index = new ActionIndex(_statements);
        _silent = [.. set.LayersBySlot.Select(static layer => layer is null ? null : new LayerSlice([.. layer.Levels.Select(static _ => LevelSlice.Empty)]))];
        _nothing = new ActionSlice(_silent);
    }

    /// <summary>Sets of statements that are kept, for tests.</summary>
    public int SliceCount => _slices.Count;

    /// <summary>Slots there are, for tests.</summary>
    public int SlotCount => _slots.Length;

    public PreparedAction Get(ActionName name)
    {
        ActionIdentity action = name.Identity!;
        foreach (ref readonly Slot slot in SlotsOf(Volatile.Read(ref _slots), action.Hash))
        {
            if (slot.Hash == action.Hash && slot.Action is { } kept && kept.Identity.IsSameAs(action))
            {
                return kept;
            }
        }

        return Prepare(name);
    }

    /// <summary>Finds an action by its name in any letter case. Allocates nothing for one that is kept.</summary>
    /// <exception cref="FormatException">The text is not an action.</exception>
    public PreparedAction Get(ReadOnlySpan<char> name)
    {
        ulong hash = ActionHash.Of(name);
        foreach (ref readonly Slot slot in SlotsOf(Volatile.Read(ref _slots), hash))
        {
            if (slot.Hash == hash && slot.Action is { } kept && Names(kept, name))
            {
                return kept;
            }
        }

        return Prepare(ActionName.Parse(name.ToString()));
    }

    private static bool Names(PreparedAction action, ReadOnlySpan<char> name) =>
        name.SequenceEqual(action.Name.Text) || AsciiFold.Equals(action.Identity.Folded, name);

    /// <summary>Prepares an action without keeping it.</summary>
    public PreparedAction Create(ActionName name, ActionTraits traits) => new(name, traits, SliceOf(name.Identity!));

    private static Span<Slot> SlotsOf(Slot[] slots, ulong hash) =>
        slots.AsSpan((int)(hash & (ulong)(slots.Length - Ways)) & ~(Ways - 1), Ways);

    // The first free slot, or one that the upper bits of the hash choose.
    private static void Keep(Slot[] slots, PreparedAction action)
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

    private PreparedAction Prepare(ActionName name)
    {
        PreparedAction prepared = Create(name, ActionTraits.Of(name.Identity!));
        if (name.Text.Length > LongestName)
        {
            return prepared;
        }

        lock (_lock)
        {
            if (++_misses > _slots.Length / 2 && _slots.Length < Capacity)
            {
                Grow();
            }

            Keep(_slots, prepared);
        }

        return prepared;
    }

    private void Grow()
    {
        var larger = new Slot[_slots.Length * 4];
        foreach (Slot slot in _slots)
        {
            if (slot.Action is { } kept)
            {
                Keep(larger, kept);
            }
        }

        Volatile.Write(ref _slots, larger);
        _misses = 0;
    }

    private ActionSlice SliceOf(ActionIdentity action)
    {
        var ordinals = new OrdinalList(stackalloc int[64]);
        _index.Find(action, ref ordinals);
        ActionSlice slice = ordinals.Ordinals.IsEmpty ? _nothing : Share(ordinals.Ordinals);
        ordinals.Return();
        return slice;
    }

    private ActionSlice Share(ReadOnlySpan<int> ordinals)
    {
        lock (_lock)
        {
            Dictionary<int[], ActionSlice>.AlternateLookup<ReadOnlySpan<int>> slices = _slices.GetAlternateLookup<ReadOnlySpan<int>>();
            if (slices.TryGetValue(ordinals, out ActionSlice? known))
            {
                return known;
            }

            ActionSlice slice = Build(ordinals);
            if (_slices.Count < SliceCapacity)
            {
                slices[ordinals] = slice;
            }

            return slice;
        }
    }

    private ActionSlice Build(ReadOnlySpan<int> ordinals)
    {
        var layers = (LayerSlice?[])_silent.Clone();
        for (int start = 0; start < ordinals.Length;)
        {
            int layer = _statements[ordinals[start]].Layer;
            int end = start + 1;
            while (end < ordinals.Length && _statements[ordinals[end]].Layer == layer)
            {
                end++;
            }

            layers[layer] = BuildLayer(layer, ordinals[start..end]);
            start = end;
        }

        return new ActionSlice(layers);
    }

    private LayerSlice BuildLayer(int layer, ReadOnlySpan<int> ordinals)
    {
        bool namesAllow = layer is (int)PolicyKind.Identity or (int)PolicyKind.Resource or CompiledPolicySet.AccessPointSlot;
        var levels = new LevelSlice[_set.LayersBySlot[layer]!.Levels.Length];
        var statements = new List<PlacedStatement>(ordinals.Length);
        int next = 0;
        for (int level = 0; level < levels.Length; level++)
        {
            statements.Clear();
            while (next < ordinals.Length && _statements[ordinals[next]].Level == level)
            {
                statements.Add(_statements[ordinals[next++]]);
            }

            levels[level] = LevelSlice.Of(CollectionsMarshal.AsSpan(statements), namesAllow);
        }

        return new LayerSlice(levels);
    }

    // Four of them fill a cache line.
    private struct Slot
    {
        public ulong Hash;
        public PreparedAction? Action;
    }

    /// <summary>Compares lists of ordinals, also with one that is still a span.</summary>
    private sealed class OrdinalsComparer : IEqualityComparer<int[]>, IAlternateEqualityComparer<ReadOnlySpan<int>, int[]>
    {
        public static readonly OrdinalsComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<int> alternate, int[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(int[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<int> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(alternate));
            return hash.ToHashCode();
        }

        public int[] Create(ReadOnlySpan<int> alternate) => alternate.ToArray();
    }
}
