using System.Text;
using IamSim.Diagnostics;

namespace IamSim.Testing.Tests.Suites;

/// <summary>Bombs, and paths that lead elsewhere, in suites and in what is converted to suites.</summary>
public sealed class SuiteBombTests : IDisposable
{
    private readonly SuiteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("suite.iamtest.yaml", "environment: acme\ntests: ", "[", "suite.iamtest.yaml:2:39: error IAM4001: nesting deeper than 32 levels")]
    [InlineData("suite.iamtest.yaml", "environment: acme\ntests:\n", "- ", "suite.iamtest.yaml:3:63: error IAM4001: nesting deeper than 32 levels")]
    [InlineData("suite.iamtest.json", "{\"environment\":\"acme\",\"tests\":", "[", "suite.iamtest.json:1:62: error IAM0003: nesting deeper than 32 levels")]
    [InlineData("suite.iamtest.json", "{\"environment\":\"acme\",\"tests\":", "{\"all\":", "suite.iamtest.json:1:248: error IAM0003: nesting deeper than 32 levels")]
    public void A_nesting_bomb_is_one_finding(string file, string start, string level, string expected)
    {
        PolicyTestSuite suite = _folder.Read(start + string.Concat(Enumerable.Repeat(level, 100_000)), file);

        Assert.Equal(expected, Assert.Single(_folder.Findings(suite)));
        Assert.Empty(suite.Tests);
    }

    [Fact]
    public void Aliases_that_multiply_are_one_finding()
    {
        var bomb = new StringBuilder("environment: acme\nx0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
        for (int i = 1; i < 20; i++)
        {
            bomb.Append('x').Append(i).Append(": &x").Append(i).Append(" [").AppendJoin(", ", Enumerable.Repeat($"*x{i - 1}", 10)).Append("]\n");
        }

        long before = GC.GetTotalAllocatedBytes(precise: true);
        PolicyTestSuite suite = _folder.Read(bomb + "tests: *x19\n");

        Assert.EndsWith(": error IAM4001: aliases that stand for too much", Assert.Single(_folder.Findings(suite)), StringComparison.Ordinal);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 400L << 20);
    }

    [Fact]
    public void What_aliases_repeat_leaves_room_for_the_policies()
    {
        var text = new StringBuilder("policies:\n  identity: [{ Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] }]\ntests:\n  - principal: arn:aws:iam::111122223333:user/first\n    allow: &reads\n");
        foreach (string action in new[] { "GetObject", "PutObject", "DeleteObject", "GetObjectAcl", "GetObjectTagging" })
        {
            text.Append("      s3:").Append(action).Append(": [").AppendJoin(", ", Enumerable.Range(0, 20).Select(static number => $"'arn:aws:s3:::b/{number}'")).Append("]\n");
        }

        for (int i = 0; i < 400; i++)
        {
            text.Append("  - { principal: 'arn:aws:iam::111122223333:user/u").Append(i).Append("', allow: *reads }\n");
        }

        PolicyTestSuite suite = _folder.Read(text.ToString());

        Assert.Empty(_folder.Findings(suite));
        Assert.Equal(401, suite.Tests.Length);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/passwd.json")]
    [InlineData("../../../../etc/passwd")]
    [InlineData("acme/policies")]
    [InlineData("secret.pem")]
    [InlineData("")]
    public void What_is_not_named_like_a_policy_is_not_read(string path)
    {
        _folder.With("secret.pem", "the secret");

        PolicyTestSuite suite = _folder.Read($"policies: {{ identity: [\"{path}\"] }}\ntests: []\n");

        Assert.Equal($"suite.iamtest.yaml:1:24: error IAM4007: '{path}' is no path of a policy file: expected a relative path that ends in .json, .yaml or .yml | write the path from the folder of this file on, such as ../policies/read-reports.json", _folder.Findings(suite)[0]);
        Assert.DoesNotContain(suite.Diagnostics, static finding => finding.ToDetailedString().Contains("the secret", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../../outside/secret.json")]
    [InlineData("../../outside/none.json")]
    [InlineData("../link.json")]
    [InlineData("../way/secret.yaml")]
    [InlineData("../round.json")]
    public void A_policy_outside_of_the_repository_is_refused_without_a_word_of_what_lies_there(string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights");
        _folder.With("outside/secret.json", "{\"the secret\":1}").With("outside/secret.yaml", "the secret").With("repository/.git", "gitdir: elsewhere");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "repository", "link.json"), "../outside/secret.json");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "repository", "round.json"), "round.json");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "repository", "way"), Path.Combine(_folder.Path, "outside"));

        PolicyTestSuite suite = _folder.Read($"policies: {{ identity: [\"{file}\"] }}\ntests: []\n", "repository/tests/suite.iamtest.yaml");

        Assert.Equal($"repository/tests/suite.iamtest.yaml:1:24: error IAM4007: the policy file '{file}' is not read: it leads out of the repository that the suite is in | copy the policy into the repository", Assert.Single(_folder.Findings(suite)));
        Assert.DoesNotContain(suite.Dependencies, static path => path.EndsWith("secret.json", StringComparison.Ordinal));
        Assert.DoesNotContain("the secret", suite.Diagnostics[0].ToDetailedString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("repository/.git/HEAD", "../policies/p.json")]
    [InlineData("repository/.git/HEAD", "../link.json")]
    [InlineData("other/.git/HEAD", "../../outside/p.json")]
    public void A_policy_of_the_repository_or_where_there_is_none_of_any_folder_is_read(string marker, string file)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights");
        const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]}""";
        _folder.With("repository/policies/p.json", Policy).With("outside/p.json", Policy).With(marker, "");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "repository", "link.json"), "policies/p.json");

        PolicyTestSuite suite = _folder.Read($"policies: {{ identity: [\"{file}\"] }}\ntests:\n  - {{ principal: \"arn:aws:iam::111122223333:user/bob\", allow: {{ s3:GetObject: \"*\" }} }}\n", "repository/tests/suite.iamtest.yaml");

        Assert.Empty(_folder.Findings(suite));
        Assert.Single(suite.Cases);
    }

    [Theory]
    [InlineData("repository", "../../outside", "the environment has 1 error | iamsim env check ../../outside lists them")]
    [InlineData("repository", "../way", "the environment has 1 error | iamsim env check ../way lists them")]
    [InlineData(".", "../../outside", "the environment has 1 error, first outside/secret.json:1:14: error IAM0001: not valid JSON (found 's')")]
    public void An_environment_outside_of_the_repository_is_asked_and_nothing_of_its_texts_repeated(string repository, string environment, string expected)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights");
        _folder.With("outside/secret.json", "{\"UserName\": secret}").With("repository/tests/x", "").With($"{repository}/.git", "");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "repository", "way"), Path.Combine(_folder.Path, "outside"));

        PolicyTestSuite suite = _folder.Read($"environment: {environment}\ntests: []\n", "repository/tests/suite.iamtest.yaml");

        Assert.StartsWith($"repository/tests/suite.iamtest.yaml:1:14: warning IAM4006: {expected}", Assert.Single(_folder.Findings(suite)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "needs mkfifo");
        using (var made = System.Diagnostics.Process.Start("/usr/bin/mkfifo", Path.Combine(_folder.Path, "pipe.json")))
        {
            made.WaitForExit();
        }

        PolicyTestSuite suite = _folder.Read("policies: { identity: [pipe.json] }\ntests: []\n");

        Assert.Equal("pipe.json:1:1: error IAM0001: not valid JSON (the text ends here): the text is empty", _folder.Findings(suite)[0].Split(" | ")[0]);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void A_nesting_bomb_is_not_converted(string level)
    {
        var file = new SourceText("{\"ActionNames\":[\"s3:GetObject\"],\"PolicyInputList\":" + string.Concat(Enumerable.Repeat(level, 1_000_000)), "x.json");

        AwsSimulationConversion conversion = AwsSimulationConversion.Convert([file]);

        Assert.Null(conversion.Text);
        Diagnostic finding = Assert.Single(conversion.Diagnostics);
        Assert.Equal(("IAM0003", 1), (finding.Id, finding.Position.Line));
        Assert.StartsWith("nesting deeper than ", finding.Message, StringComparison.Ordinal);
    }
}
