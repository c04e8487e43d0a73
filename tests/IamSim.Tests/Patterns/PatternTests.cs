using IamSim.Matching;

namespace IamSim.Tests.Patterns;

/// <summary>Which class a pattern becomes, and what one answer of each costs.</summary>
public sealed class PatternTests
{
    private static readonly string Long = new('a', 64);

    [Theory]
    [InlineData("abc", nameof(PatternMode.Text), nameof(ExactPattern))]
    [InlineData("", nameof(PatternMode.Text), nameof(ExactPattern))]
    [InlineData("*", nameof(PatternMode.Text), nameof(EverythingPattern))]
    [InlineData("***", nameof(PatternMode.Text), nameof(EverythingPattern))]
    [InlineData("a*", nameof(PatternMode.Text), nameof(OneStarPattern))]
    [InlineData("*a", nameof(PatternMode.Text), nameof(OneStarPattern))]
    [InlineData("a**b", nameof(PatternMode.Text), nameof(OneStarPattern))]
    [InlineData("a*b*", nameof(PatternMode.Text), nameof(ManyStarsPattern))]
    [InlineData("a*:*b", nameof(PatternMode.Text), nameof(ManyStarsPattern))]
    [InlineData("a?", nameof(PatternMode.Text), nameof(AutomatonPattern))]
    [InlineData("\U0001F600*", nameof(PatternMode.Text), nameof(OneStarPattern))]
    [InlineData("\U0001F600*a*", nameof(PatternMode.Text), nameof(ManyStarsPattern))]
    [InlineData("*", nameof(PatternMode.Resource), nameof(EverythingPattern))]
    [InlineData("**", nameof(PatternMode.Resource), nameof(EverythingPattern))]
    [InlineData("a*", nameof(PatternMode.Resource), nameof(OneStarPattern))]
    [InlineData("a*b", nameof(PatternMode.Resource), nameof(AutomatonPattern))]
    [InlineData("a:*:b", nameof(PatternMode.Resource), nameof(AutomatonPattern))]
    [InlineData("a:*:b:*", nameof(PatternMode.Resource), nameof(ManyStarsPattern))]
    [InlineData("a:*:c:d:e:f", nameof(PatternMode.Resource), nameof(OneStarPattern))]
    [InlineData("a:b:c:d:e:*f", nameof(PatternMode.Resource), nameof(OneStarPattern))]
    [InlineData("a:b:c:d:*e:f", nameof(PatternMode.Resource), nameof(AutomatonPattern))]
    [InlineData("a:b:c:d:*:*f", nameof(PatternMode.Resource), nameof(ManyStarsPattern))]
    [InlineData("a:b:c:d:e:f?", nameof(PatternMode.Resource), nameof(FieldsPattern))]
    [InlineData("a:b:c:d:e:f:g?", nameof(PatternMode.Resource), nameof(FieldsPattern))]
    [InlineData(":::::?", nameof(PatternMode.Resource), nameof(FieldsPattern))]
    [InlineData("a:b:c:d?:e:f", nameof(PatternMode.Resource), nameof(AutomatonPattern))]
    [InlineData("*", nameof(PatternMode.ResourceWithinSegments), nameof(EverythingPattern))]
    [InlineData("a*", nameof(PatternMode.ResourceWithinSegments), nameof(AutomatonPattern))]
    [InlineData("a:*:c:d:e:f", nameof(PatternMode.ResourceWithinSegments), nameof(FieldsPattern))]
    [InlineData("a:*:c:d:e", nameof(PatternMode.ResourceWithinSegments), nameof(AutomatonPattern))]
    [InlineData("a:b:c:d:e:*", nameof(PatternMode.ResourceWithinSegments), nameof(OneStarPattern))]
    [InlineData("*", nameof(PatternMode.Arn), nameof(AutomatonPattern))]
    [InlineData("a:*:c:d:e:f", nameof(PatternMode.Arn), nameof(FieldsPattern))]
    [InlineData("a:b:c:d:e:*", nameof(PatternMode.Arn), nameof(OneStarPattern))]
    [InlineData("a:b:c:d:e:f", nameof(PatternMode.Arn), nameof(ExactPattern))]
    [InlineData("a***b", nameof(PatternMode.Text), nameof(OneStarPattern))]
    public void A_pattern_becomes_the_cheapest_class_that_means_the_same(string text, string mode, string expected)
    {
        PatternMode read = Enum.Parse<PatternMode>(mode);

        Assert.Equal(expected, Pattern.Compile(text, read).GetType().Name);
        Assert.Equal(expected, Pattern.Compile(SymbolsOf(text), read).GetType().Name);
    }

    // Half a pair cannot stand in an attribute.
    [Fact]
    public void Half_a_surrogate_pair_is_left_to_the_automaton()
    {
        Assert.IsType<AutomatonPattern>(Pattern.Compile("*\ud83d*", PatternMode.Text));
        Assert.IsType<AutomatonPattern>(Pattern.Compile("*\ude00*", PatternMode.Text));
        Assert.IsType<AutomatonPattern>(Pattern.Compile("*\ud800*", PatternMode.Text));
        Assert.IsType<AutomatonPattern>(Pattern.Compile("*\udfff*", PatternMode.Text));
        Assert.IsType<OneStarPattern>(Pattern.Compile("\ud7ff\ue000*", PatternMode.Text));
    }

    [Theory]
    [InlineData("abc", nameof(PatternMode.Text), "abc", 1)]
    [InlineData("*", nameof(PatternMode.Text), "abc", 0)]
    [InlineData("a*b", nameof(PatternMode.Text), "axxb", 1)]
    [InlineData("a*bc*d", nameof(PatternMode.Text), "axxbcxd", 5)]
    [InlineData("a*bc*d", nameof(PatternMode.Text), "axxxd", 4)]
    [InlineData("a*bc*d", nameof(PatternMode.Text), "xxxxd", 1)]
    [InlineData("a?c", nameof(PatternMode.Text), "abc", 4)]
    [InlineData("a?c", nameof(PatternMode.Text), "xbc", 1)]
    [InlineData("a?c", nameof(PatternMode.Text), "ac", 1)]
    [InlineData("arn:aws:s3:::b?", nameof(PatternMode.Resource), "arn:aws:s3:::bx", 4)]
    [InlineData("arn:*:s3:::b", nameof(PatternMode.Arn), "arn:aws:s3:::b", 8)]
    [InlineData("arn:*:s3:::b", nameof(PatternMode.Arn), "arn:aws", 4)]
    [InlineData("arn:*:s3:::b", nameof(PatternMode.Arn), "x:aws", 1)]
    [InlineData("a?c", nameof(PatternMode.Text), "abx", 1)]
    [InlineData("a*b*c", nameof(PatternMode.Text), "abxxc", 2)]
    [InlineData("a::c:d:e:f?", nameof(PatternMode.Resource), "a::c:d:e:fx", 4)]
    public void An_answer_takes_so_many_steps(string pattern, string mode, string text, int expected)
    {
        var steps = new StepCounter();
        Pattern.Compile(pattern, Enum.Parse<PatternMode>(mode)).IsMatch(text, steps);

        Assert.Equal(expected, steps.Steps);
    }

    [Fact]
    public void Every_sixty_four_characters_of_a_comparison_are_a_step()
    {
        Assert.Equal(1, StepsOf(Long, Long));
        Assert.Equal(2, StepsOf(Long + "a", Long));
        Assert.Equal(2, StepsOf(Long + "*a", Long));
        Assert.Equal(2, StepsOf(Long + "*b*a", Long));
        // The fixed beginning of an automaton is compared first.
        Assert.Equal(2, StepsOf("a" + Long + "?", Long));
    }

    [Theory]
    [InlineData(62)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(8190)]
    [InlineData(8191)]
    [InlineData(8192)]
    [InlineData(8200)]
    public void An_automaton_of_any_number_of_words_means_the_same(int length)
    {
        string run = new('a', length);
        Pattern ends = Pattern.Compile("?" + run, PatternMode.Text);
        Pattern loops = Pattern.Compile("?*" + run + "*?", PatternMode.Text);

        Assert.True(ends.IsMatch("b" + run));
        Assert.False(ends.IsMatch(run));
        Assert.False(ends.IsMatch("bb" + run));
        Assert.False(ends.IsMatch("b" + run + "a"));
        Assert.False(ends.IsMatch("b" + run[1..] + "b"));
        Assert.True(loops.IsMatch("b" + run + "b"));
        Assert.True(loops.IsMatch("xyz" + run + "xyz"));
        Assert.True(loops.IsMatch("xa" + "b" + run + "xyz"));
        Assert.False(loops.IsMatch(run + "b"));
        Assert.False(loops.IsMatch("b" + run));
        Assert.False(loops.IsMatch("b" + run[1..] + "b"));
    }

    [Theory]
    [InlineData("ab*ba")]
    [InlineData("ab*x*ba")]
    [InlineData("ab?ba")]
    [InlineData("ab?*ba")]
    public void The_ends_of_a_pattern_do_not_overlap(string pattern)
    {
        foreach (string text in new[] { "", "a", "ab", "ba", "aba" })
        {
            Assert.False(Pattern.Compile(pattern, PatternMode.Text).IsMatch(text));
        }

        Assert.True(Pattern.Compile(pattern, PatternMode.Text).IsMatch("abxba"));
    }

    [Fact]
    public void Characters_beyond_ASCII_have_rows_of_their_own()
    {
        foreach (string one in new[] { "é", "ĩ", "\u3141", "A", "\U0001F600", "\U0001F641", "\u0141" })
        {
            Pattern pattern = Pattern.Compile("?" + one + "*:?", PatternMode.Text);
            foreach (string other in new[] { "é", "ĩ", "\u3141", "A", "\U0001F600", "\U0001F641", "\u0141", ":" })
            {
                Assert.Equal(one == other, pattern.IsMatch("x" + other + "yy:z"));
                Assert.Equal(one == other, pattern.IsMatch(other + other + ":" + other));
            }
        }
    }

    [Fact]
    public void A_pattern_with_fewer_than_six_parts_may_end_before_the_text_does()
    {
        foreach (PatternMode mode in new[] { PatternMode.Resource, PatternMode.ResourceWithinSegments })
        {
            Assert.True(Pattern.Compile("a:b", mode).IsMatch("a:b:c"));
            Assert.False(Pattern.Compile("a:b", mode).IsMatch("a:bc"));
            Assert.False(Pattern.Compile("a:b", mode).IsMatch("a:c"));
            Assert.True(Pattern.Compile("a:?", mode).IsMatch("a:b:c"));
            Assert.False(Pattern.Compile("a:?", mode).IsMatch("a:bb:c"));
            Assert.True(Pattern.Compile("a:?:c:d:e", mode).IsMatch("a:b:c:d:e:f"));
            Assert.True(Pattern.Compile("a:?:c:d:e", mode).IsMatch("a:b:c:d:e"));
            Assert.True(Pattern.Compile("a:?:c:d:e", mode).IsMatch("a:b:c:d:e:f:g"));
            Assert.False(Pattern.Compile("a:?:c:d:e:f", mode).IsMatch("a:b:c:d:e:f:g"));
            Assert.False(Pattern.Compile("a:b:c:d:e:f", mode).IsMatch("a:b:c:d:e:f:g"));
            Assert.True(Pattern.Compile("a:b:c:d:e", mode).IsMatch("a:b:c:d:e:f:g"));
            string segment = new('s', 100);
            Assert.True(Pattern.Compile("?:" + segment, mode).IsMatch("a:" + segment + ":x"));
            Assert.False(Pattern.Compile("?:" + segment, mode).IsMatch("a:" + segment + "x"));
            Assert.False(Pattern.Compile("?:b:c:d:e:" + segment, mode).IsMatch("a:b:c:d:e:" + segment + ":x"));
        }

        Assert.False(Pattern.Compile("a:?", PatternMode.Text).IsMatch("a:b:c"));
        Assert.False(Pattern.Compile("a:b", PatternMode.Text).IsMatch("a:b:c"));
    }

    private static long StepsOf(string pattern, string text)
    {
        var steps = new StepCounter();
        Pattern.Compile(pattern, PatternMode.Text).IsMatch(text, steps);
        return steps.Steps;
    }

    private static int[] SymbolsOf(string text)
    {
        int[] symbols = new int[text.Length];
        return symbols[..PatternSymbol.Append(text, wildcards: true, symbols, 0)];
    }
}
