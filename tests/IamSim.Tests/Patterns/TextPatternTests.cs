using IamSim.Matching;

namespace IamSim.Tests.Patterns;

/// <summary>Patterns of policies: what is kept of their text, and whether variables are read in it.</summary>
public sealed class TextPatternTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_star_alone_is_one_pattern_for_all(bool variables)
    {
        TextPattern pattern = TextPattern.Compile("*", PatternMode.Text, variables, null);

        Assert.Same(pattern, TextPattern.Compile("*", PatternMode.Resource, variables, null));
        Assert.Equal(("*", variables), (pattern.Text, pattern.ReplacesVariables));
        Assert.True(pattern.IsAllStars);
        Assert.True(pattern.IsMatch("a:b", null!));
        Assert.True(pattern.IsMatch("", null!));
    }

    [Fact]
    public void As_an_ARN_a_star_alone_has_too_few_parts()
    {
        TextPattern pattern = TextPattern.Compile("*", PatternMode.Arn, variables: true, null);

        Assert.Equal(("*", true), (pattern.Text, pattern.ReplacesVariables));
        Assert.False(pattern.IsAllStars);
        Assert.False(pattern.IsMatch("a:b:c:d:e:f", null!));
    }

    [Theory]
    [InlineData("a*", true)]
    [InlineData("a*", false)]
    [InlineData("abc", true)]
    [InlineData("abc", false)]
    public void Whether_variables_are_read_is_kept_although_there_are_none(string text, bool variables)
    {
        TextPattern pattern = TextPattern.Compile(text, PatternMode.Text, variables, null);

        Assert.Equal((text, variables, false), (pattern.Text, pattern.ReplacesVariables, pattern.HasVariables));
    }

    [Fact]
    public void A_text_without_variables_is_shown_as_it_is()
    {
        string text = string.Concat("arn:aws:s3", ":::b/*");

        Assert.Same(text, VariableExpansion.Of(text, replaces: true, null!).Text);
        Assert.Same(text, VariableExpansion.Of(text, replaces: false, null!).Text);
    }
}
