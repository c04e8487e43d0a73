namespace IamSim.Scenarios;

/// <summary>Remembers what short texts mean. Of fixed size: a text takes the place of whichever was there, so that a hostile stream costs time, not memory.</summary>
internal sealed class Utf8Cache<T>
{
    private const int LongestKey = 1024;

    private readonly (ulong Hash, byte[]? Key, T? Value)[] _entries;
    private readonly int _shift;

    public Utf8Cache(int bits)
    {
        _entries = new (ulong, byte[]?, T?)[1 << bits];
        _shift = 64 - bits;
    }

    public bool TryGet(ReadOnlySpan<byte> key, out T? value)
    {
        ulong hash = Utf8Hash.Of(key);
        ref (ulong Hash, byte[]? Key, T? Value) entry = ref _entries[(int)(hash >> _shift)];
        bool isKnown = entry.Hash == hash && entry.Key is not null && key.SequenceEqual(entry.Key);
        value = isKnown ? entry.Value : default;
        return isKnown;
    }

    public void Add(ReadOnlySpan<byte> key, T value)
    {
        if (key.Length <= LongestKey)
        {
            ulong hash = Utf8Hash.Of(key);
            _entries[(int)(hash >> _shift)] = (hash, key.ToArray(), value);
        }
    }
}
