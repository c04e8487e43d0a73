using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tests.Policies;

/// <summary>What is said, and of which place, where an element of a policy has not the form that it should have.</summary>
public sealed class PolicyShapeTests
{
    [Theory]
    [InlineData("[]", "1:1 a policy document must be an object, but is an array")]
    [InlineData("null", "1:1 a policy document must be an object, but is null")]
    [InlineData("""{"Version":1,"Statement":[]}""", "1:12 Version must be a string, but is the number 1")]
    [InlineData("""{"Id":{},"Statement":[]}""", "1:7 Id must be a string, but is an object")]
    [InlineData("""{"Statement":"x"}""", "1:14 Statement must be an object or an array of objects, but is the string 'x'")]
    [InlineData("""{"Statement":[{},true]}""", "1:18 a statement must be an object, but is the boolean true")]
    [InlineData("""{"Statement":{"Sid":[]}}""", "1:21 Sid must be a string, but is an array")]
    [InlineData("""{"Statement":{"Sid":null}}""", "1:21 Sid must be a string, but is null")]
    [InlineData("""{"Statement":{"Effect":1}}""", "1:24 Effect must be a string, but is the number 1")]
    [InlineData("""{"Statement":{"Action":{}}}""", "1:24 Action must be a string or an array of them, but is an object")]
    [InlineData("""{"Statement":{"Action":["a",null]}}""", "1:29 an entry of Action must be a string, but is null")]
    [InlineData("""{"Statement":{"NotAction":1}}""", "1:27 NotAction must be a string or an array of them, but is the number 1")]
    [InlineData("""{"Statement":{"NotAction":[null]}}""", "1:28 an entry of NotAction must be a string, but is null")]
    [InlineData("""{"Statement":{"Resource":null}}""", "1:26 Resource must be a string or an array of them, but is null")]
    [InlineData("""{"Statement":{"Resource":[1]}}""", "1:27 an entry of Resource must be a string, but is the number 1")]
    [InlineData("""{"Statement":{"NotResource":[true]}}""", "1:30 an entry of NotResource must be a string, but is the boolean true")]
    [InlineData("""{"Statement":{"Principal":[]}}""", "1:27 Principal must be \"*\" or an object such as {\"AWS\": …}, but is an array")]
    [InlineData("""{"Statement":{"NotPrincipal":1}}""", "1:30 NotPrincipal must be \"*\" or an object such as {\"AWS\": …}, but is the number 1")]
    [InlineData("""{"Statement":{"Principal":{"AWS":1}}}""", "1:34 Principal.AWS must be a string or an array of them, but is the number 1")]
    [InlineData("""{"Statement":{"Principal":{"AWS":[null]}}}""", "1:35 an entry of Principal.AWS must be a string, but is null")]
    [InlineData("""{"Statement":{"NotPrincipal":{"AWS":1}}}""", "1:37 NotPrincipal.AWS must be a string or an array of them, but is the number 1")]
    [InlineData("""{"Statement":{"Condition":[]}}""", "1:27 Condition must be an object of condition operators, but is an array")]
    [InlineData("""{"Statement":{"Condition":{"Bool":"x"}}}""", "1:35 the condition operator 'Bool' must be an object of condition keys, but is the string 'x'")]
    [InlineData("""{"Statement":{"Condition":{"Bool":{"k":{}}}}}""", "1:40 the condition key 'k' must be a string, number or boolean or an array of them, but is an object")]
    [InlineData("""{"Statement":{"Condition":{"Bool":{"k":null}}}}""", "1:40 the condition key 'k' must be a string, number or boolean or an array of them, but is null")]
    [InlineData("""{"Statement":{"Condition":{"Bool":{"k":[1,null]}}}}""", "1:43 an entry of the condition key 'k' must be a string, number or boolean, but is null")]
    public void A_wrong_form_is_told_at_its_place(string text, string expected)
    {
        Assert.False(PolicyDocument.TryParse(text, null, out PolicyDocument? document, out IReadOnlyList<Diagnostic> findings));

        Assert.Null(document);
        Diagnostic finding = Assert.Single(findings);
        Assert.Equal("IAM0005", finding.Id);
        Assert.Equal(expected, $"{finding.Position.Line}:{finding.Position.Column} {finding.Message}");
    }

    [Theory]
    [InlineData("{}", "add \"Statement\": [ … ]", null)]
    [InlineData("""{"Version":"2012-10-17"}""", "add \"Statement\": [ … ]", null)]
    [InlineData("""{"Statements":[]}""", "rename it to 'Statement': element names are case-sensitive", null)]
    [InlineData("""{"statement":[]}""", "rename it to 'Statement': element names are case-sensitive", """{"Statement":[]}""")]
    [InlineData("""{"x":1,"STATEMENT":[]}""", "rename it to 'Statement': element names are case-sensitive", """{"x":1,"Statement":[]}""")]
    [InlineData("""{"statement":[],"STATEMENT":[]}""", "rename it to 'Statement': element names are case-sensitive", null)]
    public void A_policy_without_statement_is_told_how_to_get_one(string text, string help, string? mended)
    {
        Assert.False(PolicyDocument.TryParse(text, null, out _, out IReadOnlyList<Diagnostic> findings));

        Diagnostic finding = Assert.Single(findings);
        Assert.Equal(("IAM0009", "the policy has no Statement", help), (finding.Id, finding.Message, finding.Help));
        Assert.Equal((0, 1), (finding.Span.Start, finding.Span.Length));
        Assert.Equal(mended is null ? null : "write Statement", finding.Fix?.Title);
        if (mended is not null)
        {
            Assert.Equal(mended, Assert.Single(finding.Fix!.Edits) is { } edit ? string.Concat(text.AsSpan(0, edit.Span.Start), edit.NewText, text.AsSpan(edit.Span.Start + edit.Span.Length)) : null);
        }
    }

    // AWS saves them; the compiler says so (GRAM-27).
    [Fact]
    public void A_null_may_stand_in_a_list_of_resources()
    {
        PolicyStatement statement = PolicyDocument.Parse("""{"Statement":{"Resource":["a",null],"NotResource":[null,"b"]}}""").Statements[0];

        Assert.Equal([PolicyValueKind.String, PolicyValueKind.Null], statement.Resource!.Values.Select(static value => value.Kind));
        Assert.Equal([PolicyValueKind.Null, PolicyValueKind.String], statement.NotResource!.Values.Select(static value => value.Kind));
    }

    [Fact]
    public void One_wrong_member_hides_no_other()
    {
        const string Text = """{"Statement":[1,{"Action":[1,"a",2]},"x"]}""";

        Assert.False(PolicyDocument.TryParse(Text, null, out _, out IReadOnlyList<Diagnostic> findings));

        Assert.Equal([15, 28, 34, 38], findings.Select(static finding => finding.Position.Column));
    }

    [Fact]
    public void Nothing_is_no_policy()
    {
        Assert.Throws<ArgumentNullException>("json", () => PolicyDocument.TryParse(null!, null, out _, out _));
        Assert.Throws<ArgumentNullException>("source", () => PolicyDocument.TryParse(null!, out _, out _));
    }

    [Fact]
    public void An_exception_carries_all_findings()
    {
        PolicyParseException exception = Assert.Throws<PolicyParseException>(() => PolicyDocument.Parse("""{"Statement":[1,2]}""", "p.json"));

        Assert.Equal(2, exception.Diagnostics.Count);
        Assert.Contains("a statement must be an object, but is the number 1", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Versoin", "Version")]
    [InlineData("version", "Version")]
    [InlineData("ID", "Id")]
    [InlineData("Statemnt", "Statement")]
    [InlineData("Statements", "Statement")]
    [InlineData("Comment", null)]
    public void An_unknown_element_of_the_document_may_be_a_misspelled_one(string written, string? meant)
    {
        IReadOnlyList<Diagnostic> findings = PolicyValidator.Validate($$"""{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}],"{{written}}":"x"}""", null, PolicyKind.Identity);

        Diagnostic finding = Assert.Single(findings, static finding => finding.Id == "IAM0006");
        Assert.Equal(meant is null ? null : $"did you mean '{meant}'?", finding.Help);
    }
}
