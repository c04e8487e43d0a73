using System.Text;
using IamSim.Diagnostics;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Environments.Loading;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests.Formats;

/// <summary>Encodings that hide something from one reader and show it to another: percent signs, escapes, marks, and bytes that are no text.</summary>
public sealed class DisguisedTextTests
{
    [Theory]
    [InlineData("%257B%2522Version%2522%253A%25222012-10-17%2522%257D")]
    [InlineData("%7B%00%7D")]
    [InlineData("%7B%22a%22%3A%22%C0%AF%22%7D")]
    [InlineData("%7B%22a%22%3A%22%ED%A0%80%22%7D")]
    [InlineData("%7B%22a%22%3A%22%E2%82%22%7D")]
    [InlineData("%7B%22a%22%3A1%7")]
    [InlineData("%7B%22a%22%3A1%")]
    [InlineData("%")]
    [InlineData("%ZZ")]
    [InlineData("%u007B%7D")]
    [InlineData("+%7B%7D")]
    public void A_document_that_decodes_to_no_policy_leaves_the_user_undecided(string document)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", Details(document));

        AwsEnvironment environment = folder.Load();

        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(("IAM3004", DiagnosticSeverity.Error), (finding.Id, finding.Severity));
        Assert.StartsWith("the policy 'p' cannot be read: ", finding.Message, StringComparison.Ordinal);
        Assert.Equal(new LinePosition(1, 139), finding.Position);
        Assert.DoesNotContain(finding.ToDetailedString(), static c => char.IsControl(c) && c != '\n');
        AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Principal.Parse("arn:aws:iam::111122223333:user/bob"), "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.NotEqual(AccessState.Allowed, answer.State);
    }

    [Theory]
    [InlineData("%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3A*%22%2C%22Resource%22%3A%22*%22%7D%7D")]
    [InlineData(" %7b%22Version%22:%222012-10-17%22,%22Statement%22:{%22Effect%22:%22Allow%22,%22Action%22:%22s3:*%22,%22Resource%22:%22*%22}}")]
    public void A_document_is_decoded_once(string document)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", Details(document));

        AwsEnvironment environment = folder.Load();

        Assert.Empty(environment.Diagnostics);
        Assert.Equal("s3:*", environment.Principals[0].InlinePolicies[0].Document!.Statements[0].Action!.Values[0].Text);
    }

    [Fact]
    public void A_list_whose_name_is_spelled_with_escapes_is_the_same_list()
    {
        const string Hidden = """{"UserDetailList":[],"\u0052oleDetail\u004cist":[{"Arn":"arn:aws:iam::111122223333:role/hidden","RoleName":"hidden","RoleId":"AROAAAAAAAAAAAAAAAAA1","AssumeRolePolicyDocument":{"Version":"2012-10-17","Statement":[]}}],"GroupDetailList":[],"Policies":[]}""";
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", Hidden);

        Assert.Equal(["hidden"], folder.Load().Principals.Select(static principal => principal.Name));
    }

    [Fact]
    public void A_list_twice_is_told_although_one_is_spelled_with_escapes()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", """{"UserDetailList":[],"\u0055serDetailList":[]}""");

        Diagnostic finding = Assert.Single(folder.Load().Diagnostics, static finding => finding.Id == "IAM0004");

        Assert.Equal(new LinePosition(1, 22), finding.Position);
        Assert.Equal("the name 'UserDetailList' stands twice in one object", finding.Message);
    }

    [Theory]
    [InlineData("details.json", """{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/bob","UserName":"bob"}]}""")]
    [InlineData("details.ndjson", "{\"UserDetailList\":[{\"Arn\":\"arn:aws:iam::111122223333:user/bob\",\"UserName\":\"bob\"}]}\n")]
    [InlineData("environment.yaml", "accounts: [ { id: \"111122223333\", users: [ { name: bob } ] } ]")]
    [InlineData("template.yaml", "Resources: { U: { Type: 'AWS::IAM::User', Properties: { UserName: bob } } }")]
    [InlineData("template.json", """{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"U":{"Type":"AWS::IAM::User","Properties":{"UserName":"bob"}}}}""")]
    [InlineData("terraform.tfstate", """{"version":4,"serial":3,"lineage":"a","resources":[{"mode":"managed","type":"aws_iam_user","name":"a","provider":"p","instances":[{"attributes":{"arn":"arn:aws:iam::111122223333:user/bob","name":"bob"}}]}]}""")]
    public void A_byte_order_mark_is_no_part_of_any_file_and_UTF_16_is_refused(string file, string text)
    {
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, file);
        File.WriteAllBytes(path, [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]);
        Assert.Equal(["bob"], folder.Load(new EnvironmentLoadOptions { AccountId = "111122223333" }).Principals.Select(static principal => principal.Name));

        File.WriteAllBytes(path, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]);
        AwsEnvironment environment = folder.Load();
        Assert.Empty(environment.Principals);
        Diagnostic finding = environment.Diagnostics.First(static finding => finding.Severity == DiagnosticSeverity.Error);
        Assert.Equal(("IAM0002", "the file is UTF-16, not UTF-8", new LinePosition(1, 1)), (finding.Id, finding.Message, finding.Position));
    }

    [Theory]
    [InlineData("environment.yaml", "accounts: [ \0 ]")]
    [InlineData("environment.yaml", "accounts: [ \"\\0\" ]")]
    [InlineData("environment.yaml", "accounts: [ \u001b[31m ]")]
    [InlineData("template.yaml", "Resources: { \0: 1 }")]
    [InlineData("template.yaml", "Resources: { \"\\ud800\": 1 }")]
    [InlineData("template.yaml", "Resources: { \"\\UFFFFFFFF\": 1 }")]
    [InlineData("template.yaml", "Resources: { a: !!binary \"%\", b: !<tag:x> c }")]
    [InlineData("details.json", "{\"UserDetailList\":[{\"Arn\":\"\\ud800\",\"UserName\":\"\\u0000\"}]}")]
    [InlineData("template.json", "{\"AWSTemplateFormatVersion\":\"2010-09-09\",\"Resources\":{\"\\ud800\":{\"Type\":\"AWS::IAM::User\"}}}")]
    public void Control_characters_and_half_characters_never_throw_and_are_never_repeated(string file, string text)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(file, text);

        AwsEnvironment environment = folder.Load();

        Assert.All(environment.Diagnostics, static finding => Assert.DoesNotContain(finding.ToDetailedString(), static c => (char.IsControl(c) && c != '\n') || char.IsSurrogate(c)));
        Assert.Empty(environment.Principals);
    }

    [Fact]
    public void A_manifest_of_half_characters_beside_a_template_takes_nothing_with_it()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("manifest.json", """{"artifacts":{"S":{"environment":"\ud800","properties":{"templateFile":"s.template.json"}}}}""")
            .With("s.template.json", """{"AWSTemplateFormatVersion":"2010-09-09","Resources":{"U":{"Type":"AWS::IAM::User","Properties":{"UserName":"bob"}}}}""");

        Assert.Equal(["bob"], folder.Load().Principals.Select(static principal => principal.Name));
    }

    [Fact]
    public void A_manifest_is_read_once_for_all_templates_beside_it()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("manifest.json", """{"artifacts":{"A":{"environment":"aws://111122223333/eu-west-1","properties":{"templateFile":"a.json"}},"B":{"environment":"aws://444455556666/unknown-region","properties":{"templateFile":"b.json"}},"C":{"environment":"aws://777788889999/x","properties":{"templateFile":"b.json"}},"D":4}}""");
        var assemblies = new CloudAssemblies();
        (string?, string?) first = assemblies.EnvironmentOf(FileOf(folder, "a.json"));
        File.Delete(Path.Combine(folder.Path, "manifest.json"));

        Assert.Equal(("111122223333", "eu-west-1"), first);
        Assert.Equal(("444455556666", null), assemblies.EnvironmentOf(FileOf(folder, "b.json")));
        Assert.Equal((null, null), assemblies.EnvironmentOf(FileOf(folder, "c.json")));
        // The next load looks again.
        Assert.Equal((null, null), new CloudAssemblies().EnvironmentOf(FileOf(folder, "a.json")));
    }

    [Fact]
    public void Links_out_of_the_folder_and_round_in_circles_are_findings()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "making links needs rights");
        using TemporaryFolder outside = new TemporaryFolder().With("secret.json", """{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/secret","UserName":"secret"}]}""").With("manifest.json", "{}");
        using TemporaryFolder folder = new TemporaryFolder().With("a.json", """{"UserDetailList":[]}""").With("pipes/environment.yaml", "accounts: [ { id: \"111122223333\", users: [ { name: bob, inlinePolicies: [pipe.json] } ] } ]");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "b.json"), Path.Combine(outside.Path, "secret.json"));
        File.CreateSymbolicLink(Path.Combine(folder.Path, "c.yaml"), "c.yaml");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "d.json"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "manifest.json"), "/dev/zero");
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "round.json"), folder.Path);
        using (var made = System.Diagnostics.Process.Start("mkfifo", [Path.Combine(folder.Path, "e.json"), Path.Combine(folder.Path, "pipes", "pipe.json")]))
        {
            made.WaitForExit();
        }

        folder.With("t.template.json", """{"AWSTemplateFormatVersion":"2010-09-09","Resources":{}}""");

        AwsEnvironment environment = folder.Load();

        Assert.Equal(["bob"], environment.Principals.Select(static principal => principal.Name));
        string[] findings = folder.Findings(environment);
        foreach (string link in new[] { "b.json", "c.yaml", "d.json", "manifest.json", "round.json" })
        {
            Assert.Contains($"{link}:1:1: info IAM3012: a link, which is not followed", findings);
        }

        Assert.Contains("e.json:1:1: error IAM3002: the file is empty", findings);
    }

    private static EnvironmentFile FileOf(TemporaryFolder folder, string name) => new(Path.Combine(folder.Path, name), name, [name], 1);

    private static string Details(string document) =>
        $$"""{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/bob","UserName":"bob","UserPolicyList":[{"PolicyName":"p","PolicyDocument":     "{{document}}"}]}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}""";
}
