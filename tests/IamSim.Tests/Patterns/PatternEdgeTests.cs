using System.Globalization;
using IamSim.Matching;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Patterns;

/// <summary>Characters, colons and words of states at their bounds, against the definition. Each is over in a moment, so that it is asked about every change of the matcher.</summary>
public sealed class PatternEdgeTests
{
    // The automaton has more than one word.
    private static readonly string Run = new('n', 70);

    [Theory]
    [InlineData(0x0)]
    [InlineData(0x1)]
    [InlineData(0x7F)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    [InlineData(0x100)]
    [InlineData(0xD7FF)]
    [InlineData(0xD800)]
    [InlineData(0xDBFF)]
    [InlineData(0xDC00)]
    [InlineData(0xDFFF)]
    [InlineData(0xE000)]
    [InlineData(0xFFFF)]
    [InlineData(0x10000)]
    [InlineData(0x10FFFF)]
    public void A_character_at_a_bound_is_matched_by_definition(int code)
    {
        string one = Text(code);
        string[] characters = [one, Text(Math.Max(code - 1, 0)), Text(Math.Min(code + 1, 0x10FFFF)), "x", "\ud800", "\udfff"];
        string[] texts = [.. characters, .. characters.SelectMany(second => new[] { one + second, second + one, "x" + second + "x" })];
        foreach (string pattern in new[] { one + "*", "*" + one + "*", one + "?", "?" + one + "?", "?x" })
        {
            foreach (string text in texts)
            {
                AssertSame(pattern, text, PatternMode.Text, ReferenceEvaluator.Glob(pattern, text));
            }
        }
    }

    [Theory]
    [InlineData(0x0)]
    [InlineData(0x7F)]
    [InlineData(0x80)]
    [InlineData(0xE9)]
    [InlineData(0xFFFF)]
    [InlineData(0x10000)]
    public void A_long_pattern_of_ASCII_takes_any_character_for_a_question_mark(int code)
    {
        string one = Text(code);
        Pattern pattern = Pattern.Compile("?" + Run + "?", PatternMode.Text);

        Assert.True(pattern.IsMatch(one + Run + one));
        Assert.False(pattern.IsMatch(one + Run[1..] + one + one));
        Assert.False(pattern.IsMatch(one + Run));
    }

    // Between wildcards, where no comparison of the ends would find it out.
    [Fact]
    public void A_zero_is_a_character_like_any_other()
    {
        Assert.True(Pattern.Compile("?\0?", PatternMode.Text).IsMatch("x\0x"));
        Assert.False(Pattern.Compile("?\0?", PatternMode.Text).IsMatch("xxx"));
        Assert.False(Pattern.Compile("?x?", PatternMode.Text).IsMatch("x\0x"));
    }

    // N is a letter, or more than sixty-four of them.
    [Theory]
    [InlineData("?N:x", "aN:x", true, true)]
    [InlineData("?N:x", ":N:x", false, false)]
    [InlineData("n*N", "nxN", true, true)]
    [InlineData("n*N", "n:N", false, false)]
    [InlineData("n*:N", "n:x:N", true, false)]
    [InlineData("?:N", "a:N", true, true)]
    [InlineData("?:N", "a:N:x", true, true)]
    [InlineData("?:N", "a:Nx", false, false)]
    [InlineData("?:N:c:d", "a:N:c:d:e:f", true, true)]
    [InlineData("?:N:c:d:e", "a:N:c:d:e:f:g", true, true)]
    [InlineData("?:N:c:d:e:f", "a:N:c:d:e:f:g", false, false)]
    [InlineData("?*:N", "a:1:2:N:x", true, false)]
    [InlineData("?*:N", "a:1:2:3:N:x", true, false)]
    [InlineData("?*:N", "a:1:2:3:4:N:x", false, false)]
    [InlineData("?*:N", "a:1:2:3:4:N", true, false)]
    [InlineData("a?N:c:d:e:g*h", "axN:c:d:e:gx:yh", false, false)]
    [InlineData("a?N:c:d:e:f:g*h", "axN:c:d:e:f:gx:yh", true, true)]
    [InlineData("a?N:c:d:e:f:g?h", "axN:c:d:e:f:g:h", true, true)]
    [InlineData("a:b:c:d:N:f?", "a:b:c:d:N:fx", true, true)]
    [InlineData("a:b:c:d:N:f:g?", "a:b:c:d:N:f:gx", true, true)]
    [InlineData("a:b:c:d:N:f:g:h?", "a:b:c:d:N:f:g:hx", true, true)]
    [InlineData("a:b:c:d:N:f:g:h?", "a:b:c:d:N:f:gh:x", false, false)]
    [InlineData("a::c:d:N:f?", "a::c:d:N:f:", true, true)]
    [InlineData("a::c:d:N:f?", "a:b:c:d:N:f:", false, false)]
    public void Wildcards_of_resources_keep_to_their_segments(string pattern, string text, bool expected, bool withinSegments)
    {
        foreach (string name in new[] { "n", Run })
        {
            string written = pattern.Replace("N", name, StringComparison.Ordinal);
            string asked = text.Replace("N", name, StringComparison.Ordinal);

            Assert.Equal(expected, ReferenceEvaluator.ResourceGlob(written, asked, crossesColons: true));
            Assert.Equal(withinSegments, ReferenceEvaluator.ResourceGlob(written, asked, crossesColons: false));
            AssertSame(written, asked, PatternMode.Resource, expected);
            AssertSame(written, asked, PatternMode.ResourceWithinSegments, withinSegments);
        }
    }

    [Theory]
    [InlineData("a*:*b", "a:b", true)]
    [InlineData("a*:*b", "ax:xb", true)]
    [InlineData("a*:*b", "axxb", false)]
    [InlineData("a*;*b", "axxb", false)]
    [InlineData("a***b", "axb", true)]
    [InlineData("a**:**b", "axb", false)]
    public void What_stands_between_stars_is_looked_for(string pattern, string text, bool expected)
    {
        Assert.Equal(expected, ReferenceEvaluator.Glob(pattern, text));
        AssertSame(pattern, text, PatternMode.Text, expected);
    }

    private static void AssertSame(string pattern, string text, PatternMode mode, bool expected)
    {
        bool actual = Pattern.Compile(pattern, mode).IsMatch(text);
        if (actual != expected)
        {
            Assert.Fail($"{mode} '{Escape(pattern)}' on '{Escape(text)}': the definition says {expected}");
        }
    }

    // Half a pair is a character too.
    private static string Text(int code) => code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code);

    private static string Escape(string text) => string.Concat(text.Select(static c => c is >= ' ' and <= '~' ? c.ToString() : string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}")));
}
