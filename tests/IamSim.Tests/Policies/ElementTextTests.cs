using IamSim.Policies;

namespace IamSim.Tests.Policies;

/// <summary>What elements of a policy are called where they are told.</summary>
public sealed class ElementTextTests
{
    private static readonly PolicyStatement Statement = PolicyDocument.Parse("""
        {"Statement":{"Sid":"one","Action":["s3:Get*","s3:Put*"],"Resource":"*",
          "Principal":{"AWS":["1","2"],"Service":"s3.amazonaws.com"},"NotPrincipal":"*",
          "Condition":{"Bool":{"a":"true","b":["1","2"]},"Null":{"c":[]}}}}
        """).Statements[0];

    [Fact]
    public void A_condition_is_told_with_operators_keys_and_values()
    {
        Assert.Equal("Bool { a: true, b: [1, 2] }; Null { c: [] }", Statement.Condition!.ToString());
        Assert.Equal("Bool { a: true, b: [1, 2] }", Statement.Condition.Operators[0].ToString());
        Assert.Equal("b: [1, 2]", Statement.Condition.Operators[0].Keys[1].ToString());
    }

    [Fact]
    public void A_principal_is_told_by_its_groups_or_its_star()
    {
        Assert.Equal("AWS: 1, 2; Service: s3.amazonaws.com", Statement.Principal!.ToString());
        Assert.Equal("AWS: 1, 2", Statement.Principal.Groups[0].ToString());
        Assert.Equal("*", Statement.NotPrincipal!.ToString());
    }

    [Theory]
    [InlineData("one", null, "<policy>:1:14 (one)")]
    [InlineData("one", "p.json", "p.json:1:14 (one)")]
    [InlineData("", null, "<policy>:1:14")]
    [InlineData("", "p.json", "p.json:1:14")]
    public void A_statement_is_told_by_its_place_and_its_id(string sid, string? file, string expected)
    {
        PolicyDocument policy = PolicyDocument.Parse($$$"""{"Statement":{"Sid":"{{{sid}}}","Effect":"Allow","Action":"*","Resource":"*"}}""", file);

        Assert.Equal(expected, policy.Statements[0].ToString());
    }

    [Fact]
    public void Other_elements_are_told_by_their_values()
    {
        Assert.Equal("s3:Get*, s3:Put*", Statement.Action!.ToString());
        Assert.Equal("*", Statement.Resource!.ToString());
        Assert.Equal("one", Statement.Sid!.Value.ToString());
    }
}
