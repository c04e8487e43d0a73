namespace IamSim.Json;

/// <summary>The names of one large object, as the places of their records: a set of strings would take several times the memory.</summary>
internal sealed class JsonNames(JsonRecords records)
{
    // Zero is a free slot; the record 0 is the root and so never a name.
    private int[] _slots = new int[32];
    private int _count;

    /// <summary>Adds the name of a record. Whether no other has the same text.</summary>
    public bool Add(int name)
    {
        // Half are free at least, so that a search ends soon.
        if (2 * ++_count > _slots.Length)
        {
            Grow();
        }

        ref int slot = ref Find(_slots, records[name].Text!);
        if (slot != 0)
        {
            _count--;
            return false;
        }

        slot = name;
        return true;
    }

    // Hashes of strings differ from process to process, so that nobody can choose names that meet.
    private ref int Find(int[] slots, string text)
    {
        int at = text.GetHashCode(StringComparison.Ordinal) & (slots.Length - 1);
        while (slots[at] != 0 && !string.Equals(records[slots[at]].Text, text, StringComparison.Ordinal))
        {
            at = (at + 1) & (slots.Length - 1);
        }

        return ref slots[at];
    }

    private void Grow()
    {
        int[] larger = new int[2 * _slots.Length];
        records.CountMemory(sizeof(int) * (long)larger.Length);
        foreach (int name in _slots)
        {
            if (name != 0)
            {
                Find(larger, records[name].Text!) = name;
            }
        }

        _slots = larger;
    }
}
