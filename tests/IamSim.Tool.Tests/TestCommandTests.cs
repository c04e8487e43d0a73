using System.Text.Json;
using System.Xml.Linq;
using NJsonSchema;

namespace IamSim.Tool.Tests;

public sealed class TestCommandTests
{
    [Fact]
    public void Suites_that_hold_pass_and_are_found_below_folders()
    {
        using TemporaryFolder folder = TestSuites.Folder(("a.iamtest.yaml", TestSuites.Suite));
        folder.Write("sub/b.iamtest.yaml", TestSuites.Suite.Replace("policy.json", "../policy.json", StringComparison.Ordinal));

        ToolResult result = ToolProcess.Run(["test"], folder: folder.Location);

        Assert.Equal("", result.Error);
        Assert.Equal("""
            pass  a.iamtest.yaml  Reports: 2 rows, 2 cases
            pass  sub/b.iamtest.yaml  Reports: 2 rows, 2 cases

            2 suites, 4 rows, 4 cases: 4 passed, 0 failed, 0 uncertain, 0 errors

            """, result.Output, ignoreLineEndingDifferences: true);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void Rows_that_do_not_hold_are_told_with_their_place_the_deciding_statement_and_the_reason()
    {
        using TemporaryFolder folder = TestSuites.Folder(("wrong.iamtest.yaml", TestSuites.Wrong));

        ToolResult result = ToolProcess.Run(["test", "wrong.iamtest.yaml"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("""
            FAIL  wrong.iamtest.yaml  wrong: 3 rows, 5 cases, 2 failed, 0 uncertain

            wrong.iamtest.yaml:6:7: failed: alice, and "more" <é>: allow s3:PutObject
              expected allowed, got DENIED (implicitly): no policy allows it
                arn:aws:iam::111122223333:user/alice asks for s3:PutObject
                on arn:aws:s3:::reports/q1.csv, owned by 111122223333
                  identity policies         SILENT    no statement of policy.json allows it

            """.ReplaceLineEndings("\n"), result.Output, StringComparison.Ordinal);
        Assert.Contains("wrong.iamtest.yaml:7:7: failed: alice, and \"more\" <é>: allow s3:GetObjectA*\n  expected allowed, got DENIED (explicitly) by identity policy at policy.json:5:5 (NoAcl)\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("1 suite, 3 rows, 5 cases: 3 passed, 2 failed, 0 uncertain, 0 errors\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_for_other_programs_say_the_same()
    {
        using TemporaryFolder folder = TestSuites.Folder(("wrong.iamtest.yaml", TestSuites.Wrong), ("a.iamtest.yaml", TestSuites.Suite), ("bad.iamtest.yaml", TestSuites.Suite.Replace("deny:", "deni:", StringComparison.Ordinal)));
        JsonSchema schema = await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "sarif-2.1.0-rtm.5.json"), TestContext.Current.CancellationToken);

        ToolResult result = ToolProcess.Run(["test", ".", "--github", "--junit", "out.xml", "--sarif", "out.sarif"], folder: folder.Location);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("\n::error file=wrong.iamtest.yaml,line=6,col=7,title=alice%2C and \"more\" <é>%3A allow s3%3APutObject::expected allowed, got DENIED (implicitly): no policy allows it: arn:aws:iam::111122223333:user/alice s3:PutObject arn:aws:s3:::reports/q1.csv\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n::error file=bad.iamtest.yaml,line=8,col=5,title=IAM4002 A member of a suite is not known::", result.Output, StringComparison.Ordinal);

        XElement junit = XDocument.Load(Path.Combine(folder.Location, "out.xml")).Root!;
        Assert.Equal(("5", "2", "1"), (junit.Attribute("tests")!.Value, junit.Attribute("failures")!.Value, junit.Attribute("errors")!.Value));
        XElement failed = junit.Elements("testsuite").Single(static suite => suite.Attribute("name")!.Value == "wrong").Elements("testcase").First();
        Assert.Equal(("alice, and \"more\" <é>: allow s3:PutObject", "wrong.iamtest.yaml", "6"), (failed.Attribute("name")!.Value, failed.Attribute("file")!.Value, failed.Attribute("line")!.Value));
        Assert.StartsWith("expected allowed, got DENIED (implicitly)", failed.Element("failure")!.Attribute("message")!.Value, StringComparison.Ordinal);

        string sarif = await File.ReadAllTextAsync(Path.Combine(folder.Location, "out.sarif"), TestContext.Current.CancellationToken);
        Assert.Empty(schema.Validate(sarif));
        using JsonDocument log = JsonDocument.Parse(sarif);
        JsonElement[] results = [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        Assert.Equal(["IAM4002", "policy-test-failed", "policy-test-failed"], results.Select(static one => one.GetProperty("ruleId").GetString()!));
        JsonElement related = results[2].GetProperty("relatedLocations")[0].GetProperty("physicalLocation");
        Assert.Equal(("policy.json", 5), (related.GetProperty("artifactLocation").GetProperty("uri").GetString(), related.GetProperty("region").GetProperty("startLine").GetInt32()));
        Assert.Empty(Directory.EnumerateFiles(folder.Location, "*.iamsim"));
    }

    [Fact]
    public void Json_has_every_case_that_did_not_pass_and_its_explanation()
    {
        using TemporaryFolder folder = TestSuites.Folder(("wrong.iamtest.yaml", TestSuites.Wrong));

        ToolResult result = ToolProcess.Run(["test", "--format", "json"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        using JsonDocument answer = JsonDocument.Parse(result.Output);
        Assert.Equal((5, 2), (answer.RootElement.GetProperty("summary").GetProperty("cases").GetInt32(), answer.RootElement.GetProperty("summary").GetProperty("failed").GetInt32()));
        JsonElement failure = answer.RootElement.GetProperty("suites")[0].GetProperty("failures")[1];
        Assert.Equal("s3:GetObjectAcl", Assert.Single(failure.GetProperty("cases").EnumerateArray()).GetProperty("action").GetString());
        Assert.Equal("policy.json:5:5 (NoAcl)", failure.GetProperty("cases")[0].GetProperty("statement").GetString());
        Assert.Equal(JsonValueKind.Object, failure.GetProperty("explanation").ValueKind);
    }

    [Fact]
    public void A_filter_leaves_out_other_cases_and_one_that_matches_nothing_is_a_fault()
    {
        using TemporaryFolder folder = TestSuites.Folder(("a.iamtest.yaml", TestSuites.Suite), ("wrong.iamtest.yaml", TestSuites.Wrong));

        ToolResult chosen = ToolProcess.Run(["test", "--filter", "tag:reading", "--filter", "action:s3:Get*"], folder: folder.Location);
        ToolResult none = ToolProcess.Run(["test", "--filter", "tag:writing"], folder: folder.Location);

        Assert.Equal(0, chosen.ExitCode);
        Assert.EndsWith("2 suites, 1 row, 1 case: 1 passed, 0 failed, 0 uncertain, 0 errors\n", chosen.Output, StringComparison.Ordinal);
        Assert.Equal(2, none.ExitCode);
        Assert.Equal("iamsim: no case matches --filter tag:writing\n", none.Error.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Suites_with_errors_and_paths_without_suites_are_faults()
    {
        using TemporaryFolder folder = TestSuites.Folder(("bad.iamtest.yaml", "tests: []"));

        ToolResult bad = ToolProcess.Run(["test", "bad.iamtest.yaml"], folder: folder.Location);
        ToolResult empty = ToolProcess.Run(["test", "policy", "policy.json", "--junit", "none/out.xml"], folder: folder.Location);

        Assert.Equal(2, bad.ExitCode);
        Assert.Contains("bad.iamtest.yaml:1:1: error IAM4003: the suite has nothing to ask: it has neither 'environment' nor 'policies'\n", bad.Output, StringComparison.Ordinal);
        Assert.Equal(2, empty.ExitCode);
        Assert.Contains("iamsim: cannot read policy: ", empty.Error, StringComparison.Ordinal);
        Assert.Contains("policy.json:1:1: error IAM4003", empty.Output.Replace(":2:3:", ":1:1:", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("iamsim: cannot write none/out.xml: ", empty.Error, StringComparison.Ordinal);
    }
}
