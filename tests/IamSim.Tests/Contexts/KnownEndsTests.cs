using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

/// <summary>What is certain about a text of which only the ends are known.</summary>
public sealed class KnownEndsTests
{
    [Theory]
    [InlineData("AIDAX:build", false, null)]
    [InlineData("AIDA:build", false, false)]
    [InlineData("AIDAX:builds", false, false)]
    [InlineData("BIDAX:build", false, false)]
    [InlineData("aidaX:build", false, false)]
    [InlineData("AIDAX:BUILD", false, false)]
    [InlineData("aidaX:BUILD", true, null)]
    [InlineData("AIDAbuild", false, false)]
    [InlineData("", false, false)]
    public void A_text_may_be_the_value_if_it_has_both_ends_and_something_between(string text, bool ignoreCase, bool? expected) =>
        Assert.Equal(expected, new KnownEnds("AIDA", ":build").IsText(text, ignoreCase));

    [Theory]
    [InlineData("*", true)]
    [InlineData("**", true)]
    [InlineData("AIDA*", true)]
    [InlineData("AID*", true)]
    [InlineData("AID?*", true)]
    [InlineData("A?DA*:bu?ld", true)]
    [InlineData("*:build", true)]
    [InlineData("AIDA**:build", true)]
    [InlineData("AIDA*:build", true)]
    [InlineData("AIDA*X*:build", null)]
    [InlineData("AIDAX*", null)]
    [InlineData("*X:build", null)]
    [InlineData("AIDB*", false)]
    [InlineData("BIDA*", false)]
    [InlineData("BIDAX*", false)]
    [InlineData("*:builds", false)]
    [InlineData("*X:built", false)]
    [InlineData("*:b", false)]
    [InlineData("aida*", false)]
    [InlineData("AIDAX:build", null)]
    [InlineData("AIDA?:build", null)]
    [InlineData("?????:build", null)]
    [InlineData("AIDA:build", false)]
    [InlineData("AIDAX:built", false)]
    [InlineData("BIDAX:build", false)]
    [InlineData("", false)]
    public void A_pattern_covers_the_value_for_certain_perhaps_or_not_at_all(string pattern, bool? expected) =>
        Assert.Equal(expected, new KnownEnds("AIDA", ":build").IsCoveredBy(pattern));

    [Theory]
    [InlineData("AIDA*bui*d", true)]
    [InlineData("A*D*", true)]
    [InlineData("A*DA*ild", true)]
    [InlineData("AIDA*;*build", true)]
    [InlineData("*;*", true)]
    [InlineData("AIDA*!*", null)]
    [InlineData("AIDA*b?i*d", null)]
    [InlineData("AIDA*A*", null)]
    [InlineData("*d*build", null)]
    [InlineData("*A;*", null)]
    public void What_stands_between_the_stars_of_a_pattern_is_looked_for_in_every_part_that_is_known(string pattern, bool? expected) =>
        Assert.Equal(expected, new KnownEnds("AIDA", ":build", ";").IsCoveredBy(pattern));

    [Fact]
    public void An_end_that_is_not_known_excludes_nothing()
    {
        KnownEnds ends = new("AROA", "");

        Assert.Null(ends.IsText("AROAX", ignoreCase: false));
        Assert.False(ends.IsText("AROA", ignoreCase: false));
        Assert.True(ends.IsCoveredBy("AROA*"));
        Assert.Null(ends.IsCoveredBy("*:anything"));
        Assert.Null(ends.IsCoveredBy("AROA?"));
        Assert.False(ends.IsCoveredBy("AROA"));
    }
}
