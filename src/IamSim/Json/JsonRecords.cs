using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>The values of a text as they are found, linked to the containers that they stand in.</summary>
internal sealed class JsonRecords
{
    // What the grammar of policies needs.
    private const int PolicyDepth = 8;

    // A value of a policy, with its name, takes about so many characters.
    private const int CharactersPerRecord = 24;

    // What a thread keeps for its next text: enough for nearly every policy, and about 50 KB.
    private const int LargestKept = 1024;

    [ThreadStatic]
    private static JsonRecords? _kept;

    private readonly JsonRecordsPool? _pool;
    private JsonRecord[] _records;
    private OpenContainer[] _open = new OpenContainer[PolicyDepth];
    private string? _name;
    private SourceSpan _nameSpan;

    private JsonRecords(int characters, JsonRecordsPool? pool) =>
        (_records, _pool) = (new JsonRecord[Math.Min((characters / CharactersPerRecord) + 16, ushort.MaxValue)], pool);

    /// <summary>How many containers are open.</summary>
    public int Depth { get; private set; }

    public int Count { get; private set; }

    /// <summary>Whether the innermost open container is an object.</summary>
    public bool IsInObject => _records[_open[Depth - 1].Index].Kind == JsonKind.Object;

    public ref readonly JsonRecord this[int index] => ref _records[index];

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
        if (_records.Length > LargestKept)
        {
            return;
        }

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
        _records.AsSpan(0, Count).Clear();
        _open.AsSpan().Clear();
        (Count, Depth, _name, _nameSpan) = (0, 0, null, default);
    }

    /// <summary>The name of the value to come. Whether the object does not have it yet.</summary>
    public bool TryName(string name, SourceSpan span)
    {
        (_name, _nameSpan) = (name, span);
        return _open[Depth - 1].TryAddName(name, _records);
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
        ref JsonRecord closed = ref _records[_open[--Depth].Index];
        closed.Span = new SourceSpan(closed.Span.Start, end - closed.Span.Start);
    }

    public int Append(JsonKind kind, SourceSpan span, string? text)
    {
        int index = Count++;
        if (index == _records.Length)
        {
            Array.Resize(ref _records, 2 * index);
        }

        _records[index] = new JsonRecord { Kind = kind, Span = span, Value = text, Name = _name, NameSpan = _nameSpan, FirstChild = -1, NextSibling = -1 };
        (_name, _nameSpan) = (null, default);
        if (Depth > 0)
        {
            ref OpenContainer parent = ref _open[Depth - 1];
            if (parent.LastChild >= 0)
            {
                _records[parent.LastChild].NextSibling = index;
            }
            else
            {
                _records[parent.Index].FirstChild = index;
            }

            parent.LastChild = index;
        }

        return index;
    }

    private struct OpenContainer(int index)
    {
        // Up to this many names a linear look back beats a hash set.
        private const int SmallObject = 8;

        private HashSet<string>? _names;
        private int _count;

        public int Index { get; } = index;

        public int LastChild { get; set; } = -1;

        public bool TryAddName(string name, ReadOnlySpan<JsonRecord> records)
        {
            if (++_count <= SmallObject)
            {
                return !HasName(name, records);
            }

            _names ??= NamesOf(records);
            return _names.Add(name);
        }

        private readonly bool HasName(string name, ReadOnlySpan<JsonRecord> records)
        {
            for (int i = records[Index].FirstChild; i >= 0; i = records[i].NextSibling)
            {
                if (string.Equals(records[i].Name, name, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        private readonly HashSet<string> NamesOf(ReadOnlySpan<JsonRecord> records)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            for (int i = records[Index].FirstChild; i >= 0; i = records[i].NextSibling)
            {
                names.Add(records[i].Name!);
            }

            return names;
        }
    }
}
