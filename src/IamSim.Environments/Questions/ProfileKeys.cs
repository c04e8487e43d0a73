using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace IamSim.Environments.Questions;

/// <summary>Numbers for lists of numbers: the same list has the same number. Thread-safe.</summary>
internal sealed class ProfileKeys
{
    private readonly ConcurrentDictionary<Key, int> _numbers = new();

    /// <summary>How many different lists there were.</summary>
    public int Count => _numbers.Count;

    /// <summary>The number of a list.</summary>
    public int Of(ImmutableArray<int> parts)
    {
        lock (_numbers)
        {
            return _numbers.GetOrAdd(new Key(parts), static (_, numbers) => numbers.Count, _numbers);
        }
    }

    private readonly struct Key(ImmutableArray<int> parts) : IEquatable<Key>
    {
        private readonly ImmutableArray<int> _parts = parts;

        public bool Equals(Key other) => _parts.AsSpan().SequenceEqual(other._parts.AsSpan());

        public override bool Equals(object? obj) => obj is Key other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(_parts.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
