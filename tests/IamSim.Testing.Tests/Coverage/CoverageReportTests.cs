using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing.Tests.Coverage;

public sealed class CoverageReportTests
{
    private static readonly PolicyDocument Policy = PolicyDocument.Parse("""
        {
          "Version": "2012-10-17",
          "Statement": [
            {
              "Sid": "Read",
              "Effect": "Allow",
              "Action": ["s3:GetObject", "s3:<script>"],
              "Resource": "arn:aws:s3:::reports/*",
              "Condition": { "IpAddress": { "aws:SourceIp": ["203.0.113.0/24", "198.51.100.0/24"] } }
            },
            { "Sid": "Again", "Effect": "Allow", "Action": "s3:Get*", "NotResource": "arn:aws:s3:::reports/secret/*" },
            { "Sid": "Never", "Effect": "Deny", "Action": "s3:PutObject", "Resource": "*" }
          ]
        }
        """, "a&b.json");

    private static readonly PolicyCoverage Coverage = PolicyCoverage.Measure(
        new PolicySet { Identity = [Policy] },
        [Case("arn:aws:s3:::reports/a", "203.0.113.7"), Case("arn:aws:s3:::reports/secret/a", "192.0.2.1")],
        TestContext.Current.CancellationToken);

    [Fact]
    public void Statements_entries_and_conditions_are_counted_by_what_they_decided()
    {
        StatementCoverage[] statements = [.. Coverage.Statements];

        Assert.Equal([(1, 1, false), (1, 1, false), (0, 0, false)], statements.Select(static statement => (statement.MatchedCases, statement.DecidedCases, statement.IsDecisive)));
        Assert.Equal(
            ["Action s3:GetObject: 1", "Action s3:<script>: 0", "Resource arn:aws:s3:::reports/*: 1", "Condition IpAddress aws:SourceIp: held 1, failed 1", "ConditionValue 203.0.113.0/24: 1", "ConditionValue 198.51.100.0/24: 0"],
            statements[0].Elements.Select(static element => element.ToString()));
        Assert.Equal(["Action s3:Get*: 1", "NotResource arn:aws:s3:::reports/secret/*: 1"], statements[1].Elements.Select(static element => element.ToString()));
        Assert.Equal(["None: 1 of 1", "Identity: 1 of 2"], Coverage.Layers.Select(static layer => layer.ToString()));
    }

    [Fact]
    public void The_text_names_what_is_not_covered_with_its_place()
    {
        using var writer = new StringWriter();
        Coverage.WriteText(writer);

        Assert.Equal("""
            statements   66.6 %  2 of 3 decided a case, 0 of them alone
            entries      57.1 %  4 of 7 of Action, Resource and Principal
            conditions  100.0 %  1 of 1 both held and failed
            layers      nothing granted 1, identity 1

            a&b.json   66.6 %  2 of 3

            not covered
              a&b.json:4:5: Allow Read: other statements decide the same cases
              a&b.json:7:34: Action s3:<script>: no case is decided through it
              a&b.json:9:72: value 198.51.100.0/24: no case has it
              a&b.json:11:5: Allow Again: other statements decide the same cases
              a&b.json:12:5: Deny Never: no case matches it

            """, writer.ToString(), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void The_html_has_the_whole_policy_and_nothing_that_runs()
    {
        using var writer = new StringWriter();
        Coverage.WriteHtml(writer);
        string html = writer.ToString();

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("a&b.json", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"no\" title=\"0 cases\">&quot;s3:&lt;script&gt;&quot;</span>", html, StringComparison.Ordinal);
        // What a browser shows is the text of the policy, line by line behind its number.
        string pre = html[(html.IndexOf("<pre>", StringComparison.Ordinal) + 5)..html.IndexOf("</pre>", StringComparison.Ordinal)];
        XElement shown = XElement.Parse($"<pre>{pre}</pre>", LoadOptions.PreserveWhitespace);
        shown.Descendants("span").Where(static span => span.Attribute("class")!.Value == "l").Remove();
        Assert.Equal(Policy.Source.Text.ReplaceLineEndings("\n"), shown.Value);
    }

    [Fact]
    public void The_cobertura_report_has_the_structure_of_its_dtd()
    {
        using var stream = new MemoryStream();
        Coverage.WriteCobertura(stream, DateTimeOffset.UnixEpoch);
        string xml = Encoding.UTF8.GetString(stream.ToArray());
        XElement root = XDocument.Parse(xml).Root!;

        Assert.Contains("<!DOCTYPE coverage SYSTEM \"http://cobertura.sourceforge.net/xml/coverage-04.dtd\">", xml, StringComparison.Ordinal);
        // coverage (sources?, packages); package (classes); class (methods, lines); line (conditions*); condition.
        AssertElement(root, ["sources", "packages"], "line-rate", "branch-rate", "lines-covered", "lines-valid", "branches-covered", "branches-valid", "complexity", "version", "timestamp");
        AssertElement(root.Element("packages")!.Elements().Single(), ["classes"], "name", "line-rate", "branch-rate", "complexity");
        XElement one = root.Descendants("class").Single();
        AssertElement(one, ["methods", "lines"], "name", "filename", "line-rate", "branch-rate", "complexity");
        Assert.Equal("a&b.json", one.Attribute("filename")!.Value);
        Assert.Equal(
            ["4 1 false", "7 0 false", "8 1 false", "9 0 true 100% (2/2)", "11 1 false", "12 0 false"],
            one.Element("lines")!.Elements("line").Select(static line => string.Join(' ', line.Attributes().Select(static attribute => attribute.Value))));
        XElement branch = one.Descendants("line").Single(static line => line.Attribute("branch")!.Value == "true");
        AssertElement(branch.Element("conditions")!.Elements().Single(), [], "number", "type", "coverage");
    }

    [Fact]
    public void The_json_has_every_statement_and_element()
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            Coverage.WriteJson(writer);
        }

        using JsonDocument json = JsonDocument.Parse(stream.ToArray());
        JsonElement policy = json.RootElement.GetProperty("policies").EnumerateArray().Single();
        Assert.Equal(66.67, json.RootElement.GetProperty("statementPercent").GetDouble());
        Assert.Equal(3, policy.GetProperty("statements").GetArrayLength());
        Assert.Equal(("Condition", 1, 1, true), policy.GetProperty("statements")[0].GetProperty("elements").EnumerateArray().Where(static element => element.GetProperty("kind").GetString() == "Condition")
            .Select(static element => (element.GetProperty("kind").GetString(), element.GetProperty("cases").GetInt32(), element.GetProperty("failedCases").GetInt32(), element.GetProperty("covered").GetBoolean())).Single());
    }

    private static void AssertElement(XElement element, string[] children, params string[] attributes)
    {
        Assert.Equal(children, element.Elements().Select(static child => child.Name.LocalName));
        Assert.Equal(attributes, element.Attributes().Select(static attribute => attribute.Name.LocalName));
    }

    private static PolicyTestCase Case(string resource, string address) => new(Principal.Parse("arn:aws:iam::111122223333:user/ana"), "s3:GetObject", resource, ExpectedDecision.Allow)
    {
        Conditions = AccessConditions.None with { Context = RequestContext.Create(("aws:SourceIp", address)) },
    };
}
