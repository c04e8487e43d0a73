using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tests.Diagnostics;

public sealed class DiagnosticTests
{
    [Fact]
    public void A_misspelled_operator_is_shown_with_line_caret_and_suggestion()
    {
        Diagnostic finding = Assert.Single(Errors("""
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Effect": "Deny",
                  "Action": "s3:GetObject",
                  "Resource": "*", "Condition": {"StringEqual": {"aws:PrincipalTag/a": "b"}}
                }
              ]
            }
            """));

        Assert.Equal(
            """
            alice.json:7:38: error IAM0007: unknown condition operator 'StringEqual'
              |       "Resource": "*", "Condition": {"StringEqual": {"aws:PrincipalTag/a": "b"}}
              |                                      ^^^^^^^^^^^^^
            help: did you mean 'StringEquals'?

            """,
            finding.ToDetailedString());
    }

    [Fact]
    public void Every_fault_is_reported_at_once_and_in_place()
    {
        IReadOnlyList<Diagnostic> errors = Errors("""
            {"Version":"2012-10-17","Statement":[
              {"Effect":"allow","Action":"GetObject","Resource":"bucket"},
              {"Effect":"Allow","Acton":"s3:*","Resource":"arn:aws:iam::111122223333:u*"},
              {"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NumericEquals":{"s3:max-keys":"ten"},"IpAddress":{"aws:SourceIp":"10.0.0.0/33"}}}]}
            """);

        Assert.Equal(
            [
                "alice.json:2:13: error IAM0010: Effect is \"Allow\" or \"Deny\", but found 'allow'",
                "alice.json:2:30: error IAM0017: the action 'GetObject' has no service prefix",
                "alice.json:2:53: error IAM0018: the resource 'bucket' is neither \"*\" nor an ARN",
                "alice.json:3:21: error IAM0006: 'Acton' is not an element of a statement",
                "alice.json:3:3: error IAM0009: the statement has no Action",
                "alice.json:3:47: error IAM0018: the IAM resource 'u*' does not begin with a resource type",
                "alice.json:4:96: error IAM0024: NumericEquals expects a number such as 10 or 2.5, but found 'ten'",
                "alice.json:4:131: error IAM0024: IpAddress expects an IP address or a range such as 203.0.113.0/24 or 2001:db8::/32, but found '10.0.0.0/33'",
            ],
            errors.Select(static error => error.ToString()));
        Assert.Equal("did you mean 'Action'?", errors[3].Help);
    }

    [Theory]
    [InlineData("{\"Statement\":[1,]}", "alice.json:1:17: error IAM0001: not valid JSON (found ']'): a comma stands behind the last member", "remove the comma in front of it")]
    [InlineData("{\n// no\n}", "alice.json:2:1: error IAM0001: not valid JSON (found '/'): JSON has no comments", "remove it")]
    [InlineData("{'Statement':[]}", "alice.json:1:2: error IAM0001: not valid JSON (found '''): a string stands in double quotes", "replace the single quotes")]
    [InlineData("{\"Statement\":}", "alice.json:1:14: error IAM0001: not valid JSON (found '}'): ", null)]
    [InlineData("", "alice.json:1:1: error IAM0001: not valid JSON (the text ends here): the text is empty", "a policy is a JSON object")]
    [InlineData("{\"Statement\":[", "alice.json:1:15: error IAM0001: not valid JSON (the text ends here): the text ends too early", "a bracket, brace or quote is not closed")]
    [InlineData("{\"é\":1,\"é\":2}", "alice.json:1:8: error IAM0004: the name 'é' stands twice in one object", "remove one of them: readers disagree about which one counts")]
    [InlineData("{\"Effect\":1,\"\\u0045ffect\":2}", "alice.json:1:13: error IAM0004: the name 'Effect' stands twice in one object", "remove one of them: readers disagree about which one counts")]
    [InlineData("[]", "alice.json:1:1: error IAM0005: a policy document must be an object, but is an array", null)]
    [InlineData("{}", "alice.json:1:1: error IAM0009: the policy has no Statement", "add \"Statement\": [ … ]")]
    [InlineData("{\"Statement\":[{\"Action\":[[\"a\"]]}]}", "alice.json:1:26: error IAM0005: an entry of Action must be a string, but is an array", null)]
    [InlineData("{\"Statement\":{\"Condition\":[]}}", "alice.json:1:27: error IAM0005: Condition must be an object of condition operators, but is an array", null)]
    public void Malformed_text_is_refused_with_place_and_help(string text, string expected, string? help)
    {
        Assert.False(PolicyDocument.TryParse(text, "alice.json", out _, out IReadOnlyList<Diagnostic> findings));

        Assert.StartsWith(expected, findings[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(help, findings[0].Help);
    }

    [Fact]
    public void An_error_behind_any_number_of_warnings_is_still_told()
    {
        string warned = string.Concat(Enumerable.Repeat("{\"Effect\":\"Allow\",\"Action\":\"s3:x\",\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:Foo\":\"x\"}}},", 300));
        PolicyDocument many = PolicyDocument.Parse($"{{\"Version\":\"2012-10-17\",\"Statement\":[{warned}{{\"Effect\":\"Allow\",\"Action\":\"x\",\"Resource\":\"*\"}}]}}");

        PolicyCompilationException exception = Assert.Throws<PolicyCompilationException>(() => Simulator.Compile(new PolicySet { Identity = [many] }));

        Assert.Contains("IAM0017: the action 'x' has no service prefix", exception.Message, StringComparison.Ordinal);
        Assert.Equal(200, exception.Diagnostics.Count(static finding => finding.Severity == DiagnosticSeverity.Warning));
    }

    [Fact]
    public void Columns_count_characters_and_lines_count_every_kind_of_break()
    {
        var source = new SourceText("a\r\nb\rc\n\U0001F600x", "s", firstLine: 5);

        Assert.Equal(new LinePosition(5, 1), source.GetPosition(0));
        Assert.Equal(new LinePosition(6, 1), source.GetPosition(3));
        Assert.Equal(new LinePosition(7, 1), source.GetPosition(5));
        Assert.Equal(new LinePosition(8, 2), source.GetPosition(source.Text.Length - 1));
        Assert.Equal(new LinePosition(8, 3), source.GetPosition(int.MaxValue));
    }

    [Fact]
    public void Parse_throws_one_exception_with_all_findings()
    {
        PolicyParseException exception = Assert.Throws<PolicyParseException>(static () => PolicyDocument.Parse("""{"Version":1,"Statement":[1,2]}""", "p"));

        Assert.Equal(3, exception.Diagnostics.Count);
        Assert.Contains("p:1:12: error IAM0005: Version must be a string, but is the number 1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lenient_compile_warns_where_a_strict_one_refuses()
    {
        PolicyDocument document = PolicyDocument.Parse("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"GetObject","Resource":"*","Sid":7}}""");

        Assert.True(Simulator.TryCompile(new PolicySet { Identity = [document] }, new EvaluationOptions { Lenient = true }, null, out _, out IReadOnlyList<Diagnostic> findings));
        Assert.Equal(["IAM0014", "IAM0017"], findings.Select(static finding => finding.Id));
        Assert.All(findings, static finding => Assert.Equal(DiagnosticSeverity.Warning, finding.Severity));
    }

    private static IReadOnlyList<Diagnostic> Errors(string text)
    {
        PolicyDocument document = PolicyDocument.Parse(text, "alice.json");
        Assert.False(Simulator.TryCompile(new PolicySet { Identity = [document] }, null, null, out _, out IReadOnlyList<Diagnostic> findings));
        return [.. findings.Where(static finding => finding.Severity == DiagnosticSeverity.Error)];
    }
}
