using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace IamSim.Environments.Questions;

/// <summary>Numbers for lists of numbers: the same list has the same number. Thread-safe.</summary>
internal sealed class ProfileKeys
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Key, int> _numbers = [];

    /// <summary>The number of a list.</summary>
    public int Of(ImmutableArray<int> parts)
    {
        var key = new Key(parts);
        lock (_lock)
        {
            if (!_numbers.TryGetValue(key, out int number))
            {
                number = _numbers.Count;
                _numbers.Add(key, number);
            }

            return number;
        }
    }

    // Hashed once, and not under the lock.
    private readonly struct Key : IEquatable<Key>
    {
        private readonly ImmutableArray<int> _parts;
        private readonly int _hash;

        public Key(ImmutableArray<int> parts)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(parts.AsSpan()));
            (_parts, _hash) = (parts, hash.ToHashCode());
        }

        public bool Equals(Key other) => _parts.AsSpan().SequenceEqual(other._parts.AsSpan());

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode() => _hash;
    }
}
