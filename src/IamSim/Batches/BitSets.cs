using System.Numerics;
using System.Runtime.InteropServices;

namespace IamSim.Batches;

/// <summary>Sets of small numbers as bits of words, combined as many words at a time as the processor can.</summary>
internal static class BitSets
{
    public static int WordsFor(int bits) => (bits + 63) / 64;

    public static bool Contains(ReadOnlySpan<ulong> set, int bit) => (set[bit >> 6] & (1UL << (bit & 63))) != 0;

    public static void Add(Span<ulong> set, int bit) => set[bit >> 6] |= 1UL << (bit & 63);

    public static void Remove(Span<ulong> set, int bit) => set[bit >> 6] &= ~(1UL << (bit & 63));

    /// <summary>Adds the numbers from one up to another, which is left out.</summary>
    public static void AddRange(Span<ulong> set, int from, int to)
    {
        for (int bit = from; bit < to;)
        {
            int end = Math.Min(to, (bit | 63) + 1);
            set[bit >> 6] |= (ulong.MaxValue >> (64 - (end - bit))) << (bit & 63);
            bit = end;
        }
    }

    public static int Count(ReadOnlySpan<ulong> set)
    {
        int count = 0;
        foreach (ulong word in set)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    public static void Or(Span<ulong> left, ReadOnlySpan<ulong> right)
    {
        Span<Vector<ulong>> vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(left);
        ReadOnlySpan<Vector<ulong>> others = MemoryMarshal.Cast<ulong, Vector<ulong>>(right);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] |= others[i];
        }

        for (int i = vectors.Length * Vector<ulong>.Count; i < left.Length; i++)
        {
            left[i] |= right[i];
        }
    }

    public static void And(Span<ulong> left, ReadOnlySpan<ulong> right)
    {
        Span<Vector<ulong>> vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(left);
        ReadOnlySpan<Vector<ulong>> others = MemoryMarshal.Cast<ulong, Vector<ulong>>(right);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] &= others[i];
        }

        for (int i = vectors.Length * Vector<ulong>.Count; i < left.Length; i++)
        {
            left[i] &= right[i];
        }
    }

    public static void AndNot(Span<ulong> left, ReadOnlySpan<ulong> right)
    {
        Span<Vector<ulong>> vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(left);
        ReadOnlySpan<Vector<ulong>> others = MemoryMarshal.Cast<ulong, Vector<ulong>>(right);
        for (int i = 0; i < vectors.Length; i++)
        {
            vectors[i] = Vector.AndNot(vectors[i], others[i]);
        }

        for (int i = vectors.Length * Vector<ulong>.Count; i < left.Length; i++)
        {
            left[i] &= ~right[i];
        }
    }
}
