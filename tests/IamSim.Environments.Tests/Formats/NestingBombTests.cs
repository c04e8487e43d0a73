using System.Text;
using IamSim.Diagnostics;

namespace IamSim.Environments.Tests.Formats;

/// <summary>Bombs in every kind of file that an environment is loaded from: each is one finding at its place, and the file beside it is read.</summary>
public sealed class NestingBombTests
{
    private const string Good = """{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/bob","UserName":"bob"}],"RoleDetailList":[],"GroupDetailList":[],"Policies":[]}""";

    public static TheoryData<string, string, string, string> Bombs => new()
    {
        { "details.json", "{\"UserDetailList\":[{\"Arn\":", "[", "IAM0003 1:224: nesting deeper than 200 levels" },
        { "details.ndjson", "{\"UserDetailList\":[{\"Arn\":", "[", "IAM0003 1:224: nesting deeper than 200 levels" },
        { "config.json", "{\"configurationItems\":[{\"configuration\":", "{\"a\":", "IAM0003 1:1026: nesting deeper than 200 levels" },
        { "organization.json", "{\"Organization\":", "{\"a\":", "IAM0003 1:1012: nesting deeper than 200 levels" },
        { "resources.json", "[{\"Resource\":\"arn:aws:s3:::b\",\"Policy\":", "[", "IAM0003 1:238: nesting deeper than 200 levels" },
        { "environment.json", "{\"accounts\":", "[", "IAM0003 1:212: nesting deeper than 200 levels" },
        { "environment.yaml", "accounts: ", "[", "IAM3025 1:74: more than 64 levels of nesting" },
        { "nested/environment.yaml", "accounts:\n", "- ", "IAM3025 2:127: more than 64 levels of nesting" },
        { "template.json", "{\"AWSTemplateFormatVersion\":\"2010-09-09\",\"Resources\":", "{\"a\":", "IAM0003 1:1049: nesting deeper than 200 levels" },
        { "template.yaml", "Resources: ", "{a: ", "IAM3020 1:808: nesting deeper than 200 levels" },
        { "block.template", "Resources:\n  ", "- ", "IAM3020 2:401: nesting deeper than 200 levels" },
        { "x.template.json", "{\"Resources\":{\"R\":{\"Type\":\"AWS::IAM::Role\",\"Properties\":", "{\"Fn::Sub\":", "IAM0003 1:2224: nesting deeper than 200 levels" },
        { "terraform.tfstate", "{\"version\":4,\"resources\":", "[", "IAM0003 1:225: nesting deeper than 200 levels" },
        { "plan.json", "{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.0\",\"planned_values\":{\"root_module\":", "{\"child_modules\":", "IAM0003 1:3451: nesting deeper than 200 levels" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_nesting_bomb_is_a_finding_and_the_file_beside_it_is_read(string file, string start, string level, string expected)
    {
        string bomb = start + string.Concat(Enumerable.Repeat(level, 100_000));
        using TemporaryFolder folder = new TemporaryFolder().With(file, bomb).With("zzz.json", Good);

        AwsEnvironment environment = folder.Load();

        Diagnostic finding = Assert.Single(environment.Diagnostics, static finding => finding.Severity == DiagnosticSeverity.Error);
        Assert.Equal(expected, $"{finding.Id} {finding.Position}: {finding.Message}");
        Assert.Equal(["bob"], environment.Principals.Select(static principal => principal.Name));
    }

    public static TheoryData<string, string, string> Aliases => new()
    {
        { "template.yaml", Laughs("Resources"), "IAM3020 1:22: aliases that stand for too much" },
        { "environment.yaml", Laughs("accounts"), "IAM3025 5:55: aliases of aliases make more of the text than is read" },
        { "template.yaml", "Resources: &a [*a]\n", "IAM3020 1:12: nesting deeper than 200 levels" },
        { "environment.yaml", "accounts: &a [*a]\n", "IAM3023 1:15: the alias '*a' stands for nothing that ends before it" },
        { "template.yaml", "Resources: &a { b: &b { c: *a, d: *b } }\n", "IAM3020 1:28: nesting deeper than 200 levels" },
        { "template.yaml", "Resources: *nothing\n", "IAM3020 1:12: the alias 'nothing' stands for nothing in front of it" },
    };

    [Theory]
    [MemberData(nameof(Aliases))]
    public void Aliases_that_multiply_or_hold_themselves_are_a_finding(string file, string text, string expected)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(file, text).With("zzz.json", Good);
        long before = GC.GetTotalAllocatedBytes(precise: true);

        AwsEnvironment environment = folder.Load();

        Diagnostic finding = Assert.Single(environment.Diagnostics, static finding => finding.Severity == DiagnosticSeverity.Error);
        Assert.Equal(expected, $"{finding.Id} {finding.Position}: {finding.Message}");
        Assert.Equal(["bob"], environment.Principals.Select(static principal => principal.Name));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 400L << 20);
    }

    private static string Laughs(string name)
    {
        var bomb = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 40; i++)
        {
            bomb.Append('x').Append(i).Append(": &x").Append(i).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*x{i - 1}", 10)).Append("]\n");
        }

        return bomb.Append(name).Append(": *x39\n").ToString();
    }
}
