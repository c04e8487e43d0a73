using System.Buffers;
using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.Tests.Patterns;

/// <summary>What patterns take of memory, and what they do with memory that they borrow.</summary>
public sealed class PatternMemoryTests
{
    private static readonly string Long = new('a', 1000);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(255)]
    [InlineData(256)]
    public void A_pattern_of_nothing_but_stars_takes_no_memory(int length)
    {
        string stars = new('*', length);

        Assert.Equal(0, Allocations.Of(() => Pattern.Compile(stars, PatternMode.Text)));
        Assert.Equal(0, Allocations.Of(() => Pattern.Compile(stars, PatternMode.Resource)));
    }

    /// <summary>The usual pattern: it is looked at where it stands in the text of the policy.</summary>
    [Theory]
    [InlineData("", "*", nameof(PatternMode.Text))]
    [InlineData("*", "", nameof(PatternMode.Text))]
    [InlineData("a*", "b", nameof(PatternMode.Text))]
    [InlineData("", "*", nameof(PatternMode.Resource))]
    [InlineData("a:*:c:d:e:f", "", nameof(PatternMode.Resource))]
    [InlineData("a:b:c:d:e:", "*b", nameof(PatternMode.Resource))]
    [InlineData("a:b:c:d:e:f:", "*b", nameof(PatternMode.ResourceWithinSegments))]
    [InlineData("a:b:c:d:e:", "*b", nameof(PatternMode.Arn))]
    public void A_pattern_of_one_free_star_takes_no_copy_of_its_text(string start, string end, string mode)
    {
        string text = start + Long + end;
        PatternMode read = Enum.Parse<PatternMode>(mode);

        Assert.IsType<OneStarPattern>(Pattern.Compile(text, read));
        Assert.InRange(Allocations.Of(() => Pattern.Compile(text, read)), 1, text.Length);
        Assert.InRange(Allocations.Of(() => TextPattern.Compile(text, read, variables: true, null)), 1, text.Length);
    }

    [Fact]
    public void A_colon_between_stars_takes_no_text_of_its_own()
    {
        long colon = Allocations.Of(static () => Pattern.Compile("a*:*b", PatternMode.Text));
        long other = Allocations.Of(static () => Pattern.Compile("a*;*b", PatternMode.Text));

        Assert.True(colon < other, $"{colon} bytes for the colon, and {other} for another character");
    }

    [Fact]
    public void An_automaton_takes_memory_for_each_different_character_and_not_for_each_place()
    {
        string pattern = "?" + new string('a', 1000);

        Assert.InRange(Allocations.Of(() => Pattern.Compile(pattern, PatternMode.Text)), 1, 40L * pattern.Length);
    }

    [Fact]
    public void An_automaton_of_ASCII_has_a_short_map()
    {
        Assert.Equal(128, AutomatonTables.MapLength([PatternSymbol.One, '\0', '\u007f', PatternSymbol.Star]));
        Assert.Equal(AutomatonTables.LongestMap, AutomatonTables.MapLength([PatternSymbol.One, '\u0080']));
    }

    // The first puts a piece together; the second makes symbols and, of so many different characters, a large table of bits.
    [Theory]
    [InlineData("a*${x}b*c")]
    [InlineData("a*?${x}b*c")]
    public void A_template_gives_back_what_it_borrows(string written)
    {
        TextPattern pattern = TextPattern.Compile(written, PatternMode.Text, variables: true, null);
        var source = new Value(string.Concat(Enumerable.Range(0, 300).Select(static i => (char)('0' + (i % 72)))));
        string covered = "azz" + source.Text + "bzc";
        string other = "azz" + new string('w', 300) + "bzc";
        FillPools();

        Assert.True(pattern.IsMatch(covered, source));
        Assert.False(pattern.IsMatch(other, source));
        Assert.Equal(0, Allocations.Of(() => pattern.IsMatch(covered, source)));
    }

    // More than a hundred and twenty-eight words of states.
    [Fact]
    public void A_huge_automaton_gives_back_what_it_borrows()
    {
        string segments = string.Concat(Enumerable.Repeat(new string('a', 63) + "*", 132));
        Pattern pattern = Pattern.Compile("?" + segments, PatternMode.Text);
        string covered = "b" + new string('a', segments.Length);
        string other = new('b', segments.Length);
        FillPools();

        Assert.False(pattern.IsMatch(other));
        Assert.True(pattern.IsMatch(covered));
        Assert.Equal(0, Allocations.Of(() => pattern.IsMatch(other)));
    }

    // What others leave behind in the pools would be states and bits that match anything.
    private static void FillPools()
    {
        for (int length = 16; length <= 16_384; length *= 2)
        {
            Fill(ulong.MaxValue, length);
            Fill('v', length);
            Fill(PatternSymbol.Star, length);
        }
    }

    private static void Fill<T>(T value, int length)
    {
        T[] rented = ArrayPool<T>.Shared.Rent(length);
        Array.Fill(rented, value);
        ArrayPool<T>.Shared.Return(rented);
    }

    private sealed class Value(string text) : IVariableSource
    {
        public string Text => text;

        public bool UnknownMatches => false;

        public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> value)
        {
            value = text;
            return true;
        }

        public bool IsUnknownVariable(ContextKey key) => false;
    }
}
