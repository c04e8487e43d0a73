using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

public sealed class UnknownContextKeysTests
{
    [Fact]
    public void Names_compare_without_case_and_a_star_stands_for_the_rest()
    {
        UnknownContextKeys keys = ["aws:SourceIp", "aws:PrincipalTag/*"];

        Assert.True(keys.Contains("AWS:sourceip"));
        Assert.True(keys.Contains("aws:principaltag/team"));
        Assert.True(keys.Contains("aws:PrincipalTag/"));
        Assert.False(keys.Contains("aws:PrincipalTag"));
        Assert.False(keys.Contains("aws:SourceIp2"));
        Assert.False(keys.Contains("aws:SourceI"));
        Assert.False(keys.Contains("aws:PrincipalTaG_team"));
    }

    [Fact]
    public void A_family_may_hold_names_that_begin_with_a_text()
    {
        UnknownContextKeys keys = ["aws:RequestTag/team", "aws:Principal*"];

        Assert.True(keys.MayContain("aws:RequestTag/"));
        Assert.True(keys.MayContain("AWS:requesttag/TEA"));
        Assert.False(keys.MayContain("aws:RequestTag/team"));
        Assert.False(keys.MayContain("aws:RequestTag/teams"));
        Assert.False(keys.MayContain("aws:RequestTag/x"));
        Assert.True(keys.MayContain("aws:Pri"));
        Assert.True(keys.MayContain("aws:PrincipalTag/"));
        Assert.True(keys.MayContain("aws:Principal"));
        Assert.False(keys.MayContain("s3:"));
    }

    [Fact]
    public void They_are_told_as_they_were_given()
    {
        UnknownContextKeys keys = ["aws:SourceIp", "aws:PrincipalTag/*"];

        Assert.Equal(["aws:SourceIp", "aws:PrincipalTag/*"], keys);
        Assert.Equal("aws:SourceIp, aws:PrincipalTag/*", keys.ToString());
        Assert.Equal("aws:SourceIp, aws:PrincipalTag/*, every unstated key", keys.WithUnstated().ToString());
        Assert.Equal("every unstated key", UnknownContextKeys.Unstated.ToString());
        Assert.Equal("", UnknownContextKeys.None.ToString());
        Assert.Empty(UnknownContextKeys.None);
    }

    [Fact]
    public void Unstated_keys_are_added_once()
    {
        UnknownContextKeys keys = ["aws:SourceIp"];
        UnknownContextKeys both = keys.WithUnstated();

        Assert.False(keys.IncludesUnstated);
        Assert.False(new UnknownContextKeys(["aws:SourceIp"]).IncludesUnstated);
        Assert.False(new UnknownContextKeys(Enumerable.Repeat("aws:SourceIp", 2)).IncludesUnstated);
        Assert.True(both.IncludesUnstated);
        Assert.True(both.Contains("aws:SourceIp"));
        Assert.Same(both, both.WithUnstated());
        Assert.True(UnknownContextKeys.Unstated.IncludesUnstated);
        Assert.False(UnknownContextKeys.None.IncludesUnstated);
    }

    [Theory]
    [InlineData("", "the name of an unknown context key is empty: write a name such as aws:SourceIp")]
    [InlineData("aws:*Ip", "'aws:*Ip' is not a name of context keys: a star stands for the rest of a name, as in aws:PrincipalTag/*")]
    [InlineData("**", "'**' is not a name of context keys: a star stands for the rest of a name, as in aws:PrincipalTag/*")]
    public void A_name_that_no_key_can_have_is_refused(string name, string message)
    {
        ArgumentException made = Assert.Throws<ArgumentException>("names", () => new UnknownContextKeys([name]));
        ArgumentException created = Assert.Throws<ArgumentException>("names", () => UnknownContextKeys.Create([name]));

        Assert.StartsWith(message + " (", made.Message, StringComparison.Ordinal);
        Assert.Equal(made.Message, created.Message);
    }

    [Fact]
    public void Nothing_is_no_name()
    {
        Assert.Throws<ArgumentNullException>("names", () => new UnknownContextKeys(null!));
        Assert.Throws<ArgumentNullException>("names", () => new UnknownContextKeys([null!]));
        Assert.Throws<ArgumentNullException>("name", () => UnknownContextKeys.None.Contains(null!));
    }

    [Fact]
    public void A_star_alone_is_every_key()
    {
        UnknownContextKeys keys = ["*"];

        Assert.True(keys.Contains("aws:SourceIp"));
        Assert.True(keys.MayContain("aws:RequestTag/"));
    }
}
