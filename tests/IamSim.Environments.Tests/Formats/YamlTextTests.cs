using IamSim.Diagnostics;

namespace IamSim.Environments.Tests.Formats;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void A_hundred_thousand_brackets_are_refused_where_they_become_too_deep(char bracket)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("t.yaml", $"Resources: {new string(bracket, 100_000)}");
        Diagnostic finding = Assert.Single(folder.Load().Diagnostics);
        Assert.Equal("IAM3020", finding.Id);
        Assert.Equal("nesting deeper than 200 levels", finding.Message);
        Assert.Equal(1, finding.Source.GetPosition(finding.Span.Start).Line);
    }

    [Fact]
    public void An_escape_of_no_character_is_a_finding()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("t.yaml", "Resources: \"\\UFFFFFFFF\"");
        Assert.Equal("IAM3020", Assert.Single(folder.Load().Diagnostics).Id);
    }
}
