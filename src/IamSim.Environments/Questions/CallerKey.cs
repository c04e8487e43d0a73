using System.Runtime.InteropServices;

namespace IamSim.Environments.Questions;

/// <summary>Everything about a caller that can tell its answer to a question from that of others.</summary>
internal readonly struct CallerKey : IEquatable<CallerKey>
{
    private readonly int[] _facts;
    private readonly int _hash;

    public CallerKey(List<int> facts)
    {
        _facts = [.. facts];
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(_facts.AsSpan()));
        _hash = hash.ToHashCode();
    }

    public bool Equals(CallerKey other) => _hash == other._hash && _facts.AsSpan().SequenceEqual(other._facts);

    public override bool Equals(object? obj) => obj is CallerKey other && Equals(other);

    public override int GetHashCode() => _hash;
}
