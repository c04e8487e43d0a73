using System.Runtime.CompilerServices;
using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>The values of a text as they are found, linked to the containers that they stand in.</summary>
internal sealed class JsonRecords
{
    // What the grammar of policies needs.
    private const int PolicyDepth = 8;

    // A name or value of a policy takes about so many characters.
    private const int CharactersPerRecord = 12;

    // Blocks, because an array that grows is there twice while it does. A thread keeps the first one for its next text: about 50 KB, enough for nearly every policy.
    private const int BlockBits = 11;
    private const int BlockLength = 1 << BlockBits;

    // The header of an array, and its places in a list that grows.
    private const int BytesOfBlock = 56;

    [ThreadStatic]
    private static JsonRecords? _kept;

    private readonly JsonRecordsPool? _pool;
    private readonly List<JsonRecord[]> _more = [];
    private JsonRecord[] _first;
    private OpenContainer[] _open = new OpenContainer[PolicyDepth];
    private bool _isNamed;
    private long _otherBytes;

    private JsonRecords(int characters, JsonRecordsPool? pool) =>
        (_first, _pool) = (new JsonRecord[Math.Min((characters / CharactersPerRecord) + 16, BlockLength)], pool);

    /// <summary>How many containers are open.</summary>
    public int Depth { get; private set; }

    /// <summary>How many names and values there are.</summary>
    public int Count { get; private set; }

    /// <summary>What the records take, in bytes, with what else was made for them.</summary>
    public long Bytes => OwnBytes + _otherBytes;

    /// <summary>What the records themselves take.</summary>
    public long OwnBytes => ((long)Count * Unsafe.SizeOf<JsonRecord>()) + ((long)_more.Count * BytesOfBlock);

    /// <summary>Whether the innermost open container is an object.</summary>
    public bool IsInObject => this[_open[Depth - 1].Index].Kind == JsonKind.Object;

    public ref JsonRecord this[int index]
    {
        get
        {
            // One test for nearly all texts, which have no second block.
            if ((uint)index < (uint)_first.Length)
            {
                return ref _first[index];
            }

            return ref _more[(index >> BlockBits) - 1][index & (BlockLength - 1)];
        }
    }

    /// <summary>What a string takes, in bytes: it has a header, its length and a terminator, and begins at a multiple of eight.</summary>
    public static long BytesOfText(int length) => (22 + (sizeof(char) * (long)length) + 7) & ~7;

    /// <summary>Records for a text of some length, those of an earlier text where they were given back.</summary>
    public static JsonRecords For(int characters, JsonRecordsPool? pool = null)
    {
        if (pool is not null)
        {
            return pool.Take() ?? new JsonRecords(characters, pool);
        }

        JsonRecords? kept = _kept;
        _kept = null;
        return kept ?? new JsonRecords(characters, null);
    }

    /// <summary>Gives the records back: nobody may look at them any more.</summary>
    public void Return()
    {
        Clear();
        if (_pool is null)
        {
            _kept = this;
        }
        else
        {
            _pool.Return(this);
        }
    }

    public void Clear()
    {
        _first.AsSpan(0, Math.Min(Count, _first.Length)).Clear();
        _more.Clear();
        _more.TrimExcess();
        _open.AsSpan().Clear();
        (Count, Depth, _isNamed, _otherBytes) = (0, 0, false, 0);
    }

    /// <summary>Takes note of a string that was made for a name or value.</summary>
    public void CountText(string text) => CountMemory(BytesOfText(text.Length));

    /// <summary>Takes note of memory that was taken beside the records.</summary>
    public void CountMemory(long bytes) => _otherBytes += bytes;

    /// <summary>The name of the value to come. Whether the object does not have it yet.</summary>
    public bool TryName(string name, SourceSpan span)
    {
        int index = Add(new JsonRecord { Text = name, Start = span.Start, Length = span.Length, Kind = JsonKind.String });
        _isNamed = true;
        return _open[Depth - 1].TryAddName(index, this);
    }

    public void Open(JsonKind kind, int start)
    {
        int index = Append(kind, new SourceSpan(start, 1), null);
        if (Depth == _open.Length)
        {
            Array.Resize(ref _open, 2 * Depth);
        }

        _open[Depth++] = new OpenContainer(index);
    }

    public void Close(int end)
    {
        ref OpenContainer open = ref _open[--Depth];
        ref JsonRecord closed = ref this[open.Index];
        closed.Length = end - closed.Start;
        open = default;
    }

    public int Append(JsonKind kind, SourceSpan span, string? text)
    {
        int index = Add(new JsonRecord { Kind = kind, Start = span.Start, Length = span.Length, Text = text, IsNamed = _isNamed, NextSibling = -1 });
        _isNamed = false;
        if (Depth > 0)
        {
            ref OpenContainer parent = ref _open[Depth - 1];
            if (parent.LastChild >= 0)
            {
                this[parent.LastChild].NextSibling = index;
            }
            else
            {
                this[parent.Index].HasChildren = true;
            }

            parent.LastChild = index;
        }

        return index;
    }

    /// <summary>The first value in a container; -1 when it has none. Values stand behind their container, in order.</summary>
    public int FirstChild(int container)
    {
        ref readonly JsonRecord record = ref this[container];
        return !record.HasChildren ? -1 : record.Kind == JsonKind.Object ? container + 2 : container + 1;
    }

    private int Add(in JsonRecord record)
    {
        int index = Count++;
        if (index == _first.Length && index < BlockLength)
        {
            Array.Resize(ref _first, Math.Min(2 * index, BlockLength));
        }
        else if (index >= BlockLength && (index & (BlockLength - 1)) == 0)
        {
            _more.Add(new JsonRecord[BlockLength]);
        }

        this[index] = record;
        return index;
    }

    private struct OpenContainer(int index)
    {
        // Up to this many names a linear look back beats a table.
        private const int SmallObject = 8;

        private JsonNames? _names;
        private int _count;

        public int Index { get; } = index;

        public int LastChild { get; set; } = -1;

        public bool TryAddName(int name, JsonRecords records)
        {
            if (++_count <= SmallObject)
            {
                return !HasName(records[name].Text!, records);
            }

            _names ??= NamesOf(records);
            return _names.Add(name);
        }

        private readonly bool HasName(string name, JsonRecords records)
        {
            for (int i = records.FirstChild(Index); i >= 0; i = records[i].NextSibling)
            {
                if (string.Equals(records[i - 1].Text, name, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        private readonly JsonNames NamesOf(JsonRecords records)
        {
            var names = new JsonNames(records);
            for (int i = records.FirstChild(Index); i >= 0; i = records[i].NextSibling)
            {
                names.Add(i - 1);
            }

            return names;
        }
    }
}
