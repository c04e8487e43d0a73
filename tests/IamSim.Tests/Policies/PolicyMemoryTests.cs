using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Tests.Policies;

/// <summary>What the parts of a policy count for where the memory of its text is bounded.</summary>
public sealed class PolicyMemoryTests
{
    // In bytes: a statement of a list 168 and its place 8, an element 96 and each of its values 24, a number or boolean its text as well.
    [Theory]
    [InlineData("""{"Statement":[{}]}""", 8 + 168, "{}")]
    [InlineData("""{"Statement":[{},{"Sid":"x"}]}""", 2 * (8 + 168), """{"Sid":"x"}""")]
    [InlineData("""{"Statement":[],"x":1}""", 96, "1}")]
    [InlineData("""{"Statement":{"x":[],"y":{}}}""", 2 * 96, "{}}}")]
    [InlineData("""{"Statement":{"Action":"*"}}""", 96 + 24, "\"*\"")]
    [InlineData("""{"Statement":{"Action":["a"]}}""", 96 + 24, "[")]
    [InlineData("""{"Statement":{"NotResource":["a","b","c"]}}""", 96 + (3 * 24), "[")]
    [InlineData("""{"Statement":{"Principal":{"AWS":["1","2"],"Service":"x"}}}""", (2 * 96) + 96 + (2 * 24) + 96 + 24, "\"x\"")]
    [InlineData("""{"Statement":{"Condition":{}}}""", 96, "{}")]
    [InlineData("""{"Statement":{"Condition":{"Null":{}}}}""", 96 + 8 + 96, "{}")]
    [InlineData("""{"Statement":{"Condition":{"Null":{},"Bool":{}}}}""", 96 + (2 * 8) + (2 * 96), "{}}}}")]
    [InlineData("""{"Statement":{"Condition":{"Null":{"a":"true"}}}}""", 96 + 8 + (2 * 96) + 96 + 24, "\"true\"")]
    [InlineData("""{"Statement":{"Condition":{"Null":{"a":"true","b":["x","y"]}}}}""", 96 + 8 + (3 * 96) + (2 * 96) + (3 * 24), "[")]
    [InlineData("""{"Statement":{"Condition":{"Null":{"a":1}}}}""", 96 + 8 + (2 * 96) + 96 + 24 + 24, "1")]
    [InlineData("""{"Statement":{"Condition":{"Null":{"a":[true,false]}}}}""", 96 + 8 + (2 * 96) + 96 + (2 * 24) + 32 + 32, "false")]
    public void A_policy_is_read_with_what_its_parts_take_and_refused_at_the_last_part_with_a_byte_less(string text, int bytes, string last)
    {
        (PolicyDocument? whole, IReadOnlyList<Diagnostic> none) = Read(text, bytes);
        (_, IReadOnlyList<Diagnostic> findings) = Read(text, bytes - 1);

        Assert.NotNull(whole);
        Assert.Empty(none);
        Diagnostic finding = Assert.Single(findings);
        Assert.Equal("IAM0058", finding.Id);
        Assert.Equal(text.LastIndexOf(last, StringComparison.Ordinal) + 1, finding.Position.Column);
    }

    [Theory]
    [InlineData("""{"Statement":[]}""")]
    [InlineData("""{"Statement":{}}""")]
    [InlineData("""{"Version":"2012-10-17","Id":"x","Statement":{"Sid":"x","Effect":"Allow","Principal":"*","NotPrincipal":"*"}}""")]
    public void What_a_policy_has_once_is_free(string text)
    {
        (PolicyDocument? whole, IReadOnlyList<Diagnostic> none) = Read(text, 0);

        Assert.NotNull(whole);
        Assert.Empty(none);
    }

    [Theory]
    [InlineData("""{"Statement":{"Condition":{"Null":{"a":["x","y"]},"Bool":{"b":1}},"Action":["a","b"],"x":1}}""")]
    [InlineData("""{"Statement":[{"Action":"a"},{"Principal":{"AWS":["1","2"]}}]}""")]
    public void However_little_there_is_it_is_told_once(string text)
    {
        for (int memory = 0; Read(text, memory) is (_, { Count: > 0 } findings); memory += 8)
        {
            Assert.Equal("IAM0058", Assert.Single(findings).Id);
        }
    }

    private static (PolicyDocument? Document, IReadOnlyList<Diagnostic> Findings) Read(string text, int memory)
    {
        var bag = new DiagnosticBag();
        SourceText source = new(text, "p.json");
        JsonSyntaxTree tree = JsonSyntaxTree.Parse(source, 64, bag)!;
        PolicyDocument? document = PolicyParser.Parse(new JsonSyntaxTree(source, tree.Records, memory).Root, bag);
        return (document, bag.ToList());
    }
}
