using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.Tests.Patterns;

/// <summary>Patterns with variables: how they are compared, what that costs, and what they could cover while a variable is unknown.</summary>
public sealed class PatternTemplateTests
{
    // One step for each piece that is compared, or one for each character where there has to be an automaton.
    [Theory]
    [InlineData("a${x}*b", nameof(PatternMode.Text), "a1zzzzzb", true, 3)]
    [InlineData("a${x}*b", nameof(PatternMode.Text), "a2zzzzzb", false, 2)]
    [InlineData("a${x}*b", nameof(PatternMode.Text), "a1", false, 2)]
    [InlineData("${x}", nameof(PatternMode.Text), "1", true, 1)]
    [InlineData("${x}", nameof(PatternMode.Text), "12", false, 1)]
    [InlineData("*${x}", nameof(PatternMode.Text), "zzz1", true, 1)]
    [InlineData("**${x}", nameof(PatternMode.Text), "zzz1", true, 1)]
    [InlineData("a*${x}b*c", nameof(PatternMode.Text), "azz1bzc", true, 6)]
    [InlineData("a*${x}b*c", nameof(PatternMode.Text), "azzc", false, 4)]
    [InlineData("a*${x}*c", nameof(PatternMode.Text), "azz1zc", true, 5)]
    [InlineData("a*${x}*c", nameof(PatternMode.Text), "azzzzc", false, 6)]
    [InlineData("a?${x}*b", nameof(PatternMode.Text), "az1zzzzb", true, 8)]
    [InlineData("a:b:c:d:e:${x}*b", nameof(PatternMode.Resource), "a:b:c:d:e:1zzzb", true, 3)]
    [InlineData("a:b:c:d:e:${x}*b", nameof(PatternMode.Arn), "a:b:c:d:e:1zzzb", true, 3)]
    [InlineData("a:b:c:d:${x}*b", nameof(PatternMode.Resource), "a:b:c:d:1zzzb", true, 13)]
    [InlineData("a:*:c:d:e:${x}", nameof(PatternMode.Resource), "a:zzz:c:d:e:1", true, 3)]
    [InlineData("a:*:c:d:e:${x}", nameof(PatternMode.ResourceWithinSegments), "a:zzz:c:d:e:1", true, 13)]
    [InlineData("a:*:c:d:e:${x}", nameof(PatternMode.Arn), "a:zzz:c:d:e:1", true, 13)]
    [InlineData("a:*:${x}", nameof(PatternMode.Resource), "a:zz:1", true, 6)]
    [InlineData("a:b:c:d:e${x}*", nameof(PatternMode.Arn), "a:b:c:d:e1zz", false, 0)]
    public void A_template_costs_what_its_shape_asks_for(string written, string mode, string text, bool covers, int expected)
    {
        var steps = new StepCounter();
        var template = new PatternTemplate(VariableSyntax.Split(written, null), Enum.Parse<PatternMode>(mode), wildcards: true);

        Assert.Equal(covers, template.IsMatch(text, new Known("1"), steps));
        Assert.Equal(expected, steps.Steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(254)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(9000)]
    public void A_value_of_any_length_is_filled_in(int length)
    {
        string value = new('v', length);
        Known source = new(value);

        foreach (string written in new[] { "a*${x}b*c", "a*?${x}b*c", "?*${x}b*c" })
        {
            TextPattern pattern = TextPattern.Compile(written, PatternMode.Text, variables: true, null);

            Assert.True(pattern.IsMatch("azz" + value + "bzc", source));
            Assert.True(pattern.IsMatch("azzvb" + value + "bc", source));
            Assert.False(pattern.IsMatch("azz" + value + "zc", source));
            Assert.False(pattern.IsMatch("azz" + value[1..] + "bzc", source));
            Assert.False(pattern.IsMatch("ac", source));
        }
    }

    [Fact]
    public void A_value_that_ends_within_a_pair_of_surrogates_is_half_a_character()
    {
        TextPattern pattern = TextPattern.Compile("a*${x}*", PatternMode.Text, variables: true, null);

        Assert.True(pattern.IsMatch("a-\U0001F600-", new Known("\U0001F600")));
        Assert.False(pattern.IsMatch("a-\U0001F600-", new Known("\ud83d")));
        Assert.False(pattern.IsMatch("a-\U0001F600-", new Known("\ude00")));
        Assert.True(pattern.IsMatch("a-\ud83d-", new Known("\ud83d")));
    }

    [Fact]
    public void Half_a_pair_of_surrogates_in_a_template_is_half_a_character()
    {
        TextPattern pattern = TextPattern.Compile("a*\ud83d*${x}", PatternMode.Text, variables: true, null);

        Assert.True(pattern.IsMatch("a-\ud83d-1", new Known("1")));
        Assert.False(pattern.IsMatch("a-\U0001F600-1", new Known("1")));
    }

    [Fact]
    public void Where_there_are_no_wildcards_stars_and_question_marks_are_plain_text()
    {
        // A template with a question mark is never cut into pieces; one with stars is.
        foreach ((string written, string same, string other) in new[] { ("*${x}", "*1", "zz1"), ("${x}?", "1?", "1z") })
        {
            var template = new PatternTemplate(VariableSyntax.Split(written, null), PatternMode.Text, wildcards: false);

            Assert.True(template.IsMatch(same, new Known("1")));
            Assert.True(template.EqualsText(same, ignoreCase: false, new Known("1")));
            Assert.False(template.IsMatch(other, new Known("1")));
            Assert.False(template.EqualsText(other, ignoreCase: false, new Known("1")));
        }
    }

    [Fact]
    public void Without_variables_an_escape_is_plain_text()
    {
        TextPattern pattern = TextPattern.Compile("a${*}${?}${$}*", PatternMode.Text, variables: true, null);

        Assert.False(pattern.HasVariables);
        Assert.True(pattern.ReplacesVariables);
        Assert.Empty(pattern.Variables);
        Assert.True(pattern.IsMatch("a*?$zz", new Known("1")));
        Assert.False(pattern.IsMatch("azz$", new Known("1")));
        Assert.True(TextPattern.Compile("${x}", PatternMode.Text, variables: false, null).IsMatch("${x}", new Known("1")));
    }

    [Theory]
    [InlineData("a${u}b", "ab", true)]
    [InlineData("a${u}b", "a::b", true)]
    [InlineData("a${u}b", "a", false)]
    [InlineData("a${u}b", "ac", false)]
    [InlineData("a${u}b*", "azzbzz", true)]
    [InlineData("a${x}${u}", "a1z", true)]
    [InlineData("a${x}${u}", "a2z", false)]
    [InlineData("a${x}${u}b?", "a1bz", true)]
    [InlineData("a${*}${u}", "a*", true)]
    [InlineData("a${*}${u}", "azz", false)]
    [InlineData("a${gone}${u}", "a", false)]
    [InlineData("a${gone}", "a", false)]
    public void A_pattern_with_an_unknown_variable_covers_what_it_could(string written, string text, bool expected)
    {
        var template = new PatternTemplate(VariableSyntax.Split(written, null), PatternMode.Text, wildcards: true);

        Assert.Equal(expected, template.IsMatch(text, new PartlyKnown(true)));
        Assert.False(template.IsMatch(text, new PartlyKnown(false)));
    }

    [Fact]
    public void Beside_an_unknown_variable_a_value_may_have_any_length()
    {
        var template = new PatternTemplate(VariableSyntax.Split("a${x}${u}b", null), PatternMode.Text, wildcards: true);
        string value = new('v', 1000);

        Assert.True(template.IsMatch("a" + value + "zzb", new PartlyKnown(true, value)));
        Assert.False(template.IsMatch("a" + value[1..] + "zzb", new PartlyKnown(true, value)));
    }

    [Theory]
    [InlineData("a${u}b", "ab", false, true)]
    [InlineData("a${u}b", "azzb", false, true)]
    [InlineData("a${u}b", "azzB", false, false)]
    [InlineData("a${u}b", "AzzB", true, true)]
    [InlineData("a${u}b", "a", false, false)]
    [InlineData("a${u}b", "czzb", false, false)]
    [InlineData("${u}b", "b", false, true)]
    [InlineData("${u}bb", "b", false, false)]
    [InlineData("${u}${x}b", "zz1b", false, true)]
    [InlineData("${u}${x}b", "zz2b", false, false)]
    [InlineData("${u}a${u}b", "b", false, true)]
    [InlineData("${gone}${u}", "z", false, false)]
    [InlineData("${u}${gone}", "z", false, false)]
    [InlineData("${gone}b", "b", false, false)]
    public void A_text_with_an_unknown_variable_equals_what_it_could(string written, string text, bool ignoreCase, bool expected)
    {
        var template = new PatternTemplate(VariableSyntax.Split(written, null), PatternMode.Text, wildcards: false);

        Assert.Equal(expected, template.EqualsText(text, ignoreCase, new PartlyKnown(true)));
        Assert.False(template.EqualsText(text, ignoreCase, new PartlyKnown(false)));
    }

    [Theory]
    [InlineData("plain", "plain", null, "plain")]
    [InlineData("a${x}b", "a1b", null, "a1b")]
    [InlineData("a${gone,'d'}b", "adb", null, "adb")]
    [InlineData("a${*}${x}", "a*1", null, "a*1")]
    [InlineData("a${gone}b${x}", "a${gone}b1", "gone", "a*b1")]
    [InlineData("${gone}${other}", "${gone}${other}", "gone", "*${other}")]
    [InlineData("$x}{", "$x}{", null, "$x}{")]
    public void A_text_is_shown_with_its_variables_filled_in(string written, string text, string? unresolved, string open)
    {
        VariableExpansion expansion = VariableExpansion.Of(written, replaces: true, new PartlyKnown(true));

        Assert.Equal((text, unresolved, open), (expansion.Text, expansion.Unresolved?.Key.Name, expansion.OpenText));
        Assert.Equal(new VariableExpansion(written, null), VariableExpansion.Of(written, replaces: false, new PartlyKnown(true)));
    }

    private sealed class Known(string x) : IVariableSource
    {
        public bool UnknownMatches => false;

        public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> value)
        {
            value = x;
            return true;
        }

        public bool IsUnknownVariable(ContextKey key) => false;
    }

    /// <summary>Of the keys x is known, u is unknown, and all others are missing.</summary>
    private sealed class PartlyKnown(bool matches, string x = "1") : IVariableSource
    {
        public bool UnknownMatches => matches;

        public bool TryGetVariable(ContextKey key, out ReadOnlySpan<char> value)
        {
            value = key.Name == "x" ? x : default(ReadOnlySpan<char>);
            return key.Name == "x";
        }

        public bool IsUnknownVariable(ContextKey key) => key.Name == "u";
    }
}
