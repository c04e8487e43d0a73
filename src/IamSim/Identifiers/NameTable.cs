namespace IamSim.Identifiers;

/// <summary>Values by name, names compared without case. A lookup probes, compares and allocates nothing; the order is that of adding.</summary>
/// <remarks>
/// Open addressing over slots that are at most half full. The hash is randomized by the runtime, so hostile names do not collide. Not thread-safe
/// while it is filled; its owner fills it before anybody else sees it.
/// </remarks>
internal sealed class NameTable<TValue>
{
    private Entry[] _entries;

    // Numbers of entries, from 1 on; 0 is a free slot.
    private int[] _slots;

    public NameTable(int capacity = 0)
    {
        _entries = capacity == 0 ? [] : new Entry[capacity];
        _slots = new int[SlotsFor(capacity)];
    }

    public int Count { get; private set; }

    /// <summary>Names and values in the order of adding.</summary>
    public ReadOnlySpan<Entry> Entries => _entries.AsSpan(0, Count);

    public bool TryGetValue(FoldedName name, out TValue? value)
    {
        int index = IndexOf(name);
        value = index < 0 ? default : _entries[index].Value;
        return index >= 0;
    }

    /// <summary>The place of a name in <see cref="Entries"/>; negative when it is not there.</summary>
    public int IndexOf(FoldedName name)
    {
        int[] slots = _slots;
        for (int slot = name.Hash & (slots.Length - 1); ; slot = (slot + 1) & (slots.Length - 1))
        {
            int index = slots[slot] - 1;
            if (index < 0 || _entries[index].Name.Equals(name))
            {
                return index;
            }
        }
    }

    /// <summary>Adds a name. One that is there takes the new spelling and value, and keeps its place.</summary>
    public void Set(FoldedName name, TValue value)
    {
        int index = IndexOf(name);
        if (index < 0)
        {
            index = Count;
            Reserve(Count + 1);
            Count++;
            Occupy(name.Hash, index);
        }

        _entries[index] = new Entry(name, value);
    }

    private void Reserve(int count)
    {
        if (count > _entries.Length)
        {
            Array.Resize(ref _entries, Math.Max(4, 2 * _entries.Length));
        }

        if (_slots.Length >= 2 * count)
        {
            return;
        }

        _slots = new int[SlotsFor(_entries.Length)];
        for (int i = 0; i < Count; i++)
        {
            Occupy(_entries[i].Name.Hash, i);
        }
    }

    private void Occupy(int hash, int index)
    {
        int slot = hash & (_slots.Length - 1);
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & (_slots.Length - 1);
        }

        _slots[slot] = index + 1;
    }

    // A power of two, with a free slot at the end of every search.
    private static int SlotsFor(int count) => count == 0 ? 1 : (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(2 * count));

    public readonly struct Entry(FoldedName name, TValue value)
    {
        public FoldedName Name { get; } = name;

        public TValue Value { get; } = value;
    }
}
