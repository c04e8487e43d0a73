using System.Numerics;
using IamSim.Identifiers;

namespace IamSim.Compilation;

/// <summary>
/// Which statements stand under a text: a hash table of the texts, compared without case, each with a chain of the ordinals of its statements. Grows while it is built,
/// is only read afterwards.
/// </summary>
internal sealed class ActionTable
{
    private const int None = -1;

    private readonly List<Entry> _entries = [];
    private readonly List<Link> _links = [];
    private int[] _buckets = [None, None, None, None];

    /// <summary>Puts a statement under a text. Returns the number of the text.</summary>
    public int Add(string text, ulong hash, int ordinal)
    {
        int entry = Find(text, hash);
        if (entry == None)
        {
            entry = _entries.Count;
            _entries.Add(new Entry(hash, text, None, None));
            Insert(entry);
        }

        Entry existing = _entries[entry];
        _entries[entry] = existing with { FirstLink = _links.Count };
        _links.Add(new Link(ordinal, existing.FirstLink));
        return entry;
    }

    /// <summary>The number of a text, or -1.</summary>
    public int Find(ReadOnlySpan<char> text, ulong hash)
    {
        for (int entry = _buckets[Bucket(hash)]; entry != None; entry = _entries[entry].Next)
        {
            Entry candidate = _entries[entry];
            if (candidate.Hash == hash && AsciiFold.Equals(text, candidate.Text))
            {
                return entry;
            }
        }

        return None;
    }

    /// <summary>Adds the ordinals that stand under a text to a list.</summary>
    public void CopyTo(int entry, ref OrdinalList ordinals)
    {
        for (int link = _entries[entry].FirstLink; link != None; link = _links[link].Next)
        {
            ordinals.Add(_links[link].Ordinal);
        }
    }

    private int Bucket(ulong hash) => (int)(hash & (ulong)(_buckets.Length - 1));

    private void Insert(int entry)
    {
        if (_entries.Count > _buckets.Length)
        {
            _buckets = new int[BitOperations.RoundUpToPowerOf2((uint)_entries.Count * 2)];
            Array.Fill(_buckets, None);
            for (int i = 0; i < entry; i++)
            {
                Chain(i);
            }
        }

        Chain(entry);
    }

    private void Chain(int entry)
    {
        ref int bucket = ref _buckets[Bucket(_entries[entry].Hash)];
        _entries[entry] = _entries[entry] with { Next = bucket };
        bucket = entry;
    }

    private readonly record struct Entry(ulong Hash, string Text, int FirstLink, int Next);

    private readonly record struct Link(int Ordinal, int Next);
}
