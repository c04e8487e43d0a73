using System.Numerics;
using IamSim.Batches;

namespace IamSim.Tests.Batches;

public sealed class BitSetsTests
{
    /// <summary>Fewer words than a register of the processor has, as many, and more with a rest.</summary>
    public static TheoryData<int> Lengths => [0, 1, Vector<ulong>.Count - 1, Vector<ulong>.Count, (2 * Vector<ulong>.Count) + 1, 37];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Sets_are_combined_word_by_word_however_many_there_are(int length)
    {
        var random = new Random(length);
        ulong[] left = [.. Enumerable.Range(0, length).Select(_ => unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)))];
        ulong[] right = [.. Enumerable.Range(0, length).Select(_ => unchecked((ulong)random.NextInt64(long.MinValue, long.MaxValue)))];

        Assert.Equal(left.Zip(right, static (a, b) => a | b), Combined(left, right, BitSets.Or));
        Assert.Equal(left.Zip(right, static (a, b) => a & b), Combined(left, right, BitSets.And));
        Assert.Equal(left.Zip(right, static (a, b) => a & ~b), Combined(left, right, BitSets.AndNot));
    }

    [Fact]
    public void Ranges_are_added_bit_by_bit()
    {
        foreach ((int from, int to) in ((int, int)[])[(0, 0), (0, 1), (63, 64), (63, 65), (0, 64), (5, 200), (64, 128), (199, 200)])
        {
            ulong[] set = new ulong[BitSets.WordsFor(200)];
            BitSets.AddRange(set, from, to);

            Assert.Equal(Enumerable.Range(from, to - from), Enumerable.Range(0, 200).Where(bit => BitSets.Contains(set, bit)));
            Assert.Equal(to - from, BitSets.Count(set));
        }
    }

    private static ulong[] Combined(ulong[] left, ulong[] right, Combination combine)
    {
        ulong[] result = [.. left];
        combine(result, right);
        return result;
    }

    private delegate void Combination(Span<ulong> left, ReadOnlySpan<ulong> right);
}
