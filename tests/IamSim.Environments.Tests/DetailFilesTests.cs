using System.Collections.Immutable;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>Authorization details in every way in which people have them, and in those in which nobody should.</summary>
public sealed class DetailFilesTests
{
    private const string Alice = """{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"alice"}""";
    private const string Bob = """{"Arn":"arn:aws:iam::111122223333:user/bob","UserName":"bob"}""";
    private const string AlicesPage = $$$$$"""{"UserDetailList":[{{{{{Alice}}}}}],"IsTruncated":true,"Marker":"next"}""";
    private const string BobsPage = $$$$$"""{"UserDetailList":[{{{{{Bob}}}}}],"IsTruncated":false}""";

    [Theory]
    [InlineData("all.json", $"[{AlicesPage},{BobsPage}]")]
    [InlineData("all.json", $"[\r\n  {AlicesPage},\r\n  {BobsPage}\r\n]\r\n")]
    [InlineData("all.ndjson", $"{AlicesPage}\n{BobsPage}\n")]
    [InlineData("all.json", $"{AlicesPage}\n{BobsPage}")]
    [InlineData("all.json", $"\uFEFF{AlicesPage}{BobsPage}")]
    public void Pages_in_one_file_are_one_account(string name, string text)
    {
        using TemporaryFolder folder = new TemporaryFolder().With(name, text);

        AwsEnvironment environment = folder.Load();

        Assert.Equal(["alice", "bob"], environment.Principals.Select(static principal => principal.Name));
        Assert.Empty(environment.Diagnostics);
        Assert.Equal(1, environment.Forms["aws iam get-account-authorization-details"]);
    }

    [Fact]
    public void Pages_in_several_files_are_one_account()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("1.json", AlicesPage).With("2.json", BobsPage);

        AwsEnvironment environment = folder.Load();

        Assert.Equal(2, environment.Principals.Length);
        Assert.Empty(environment.Diagnostics);
        Assert.Equal(2, environment.Forms["aws iam get-account-authorization-details"]);
    }

    [Fact]
    public void A_last_page_that_says_there_are_more_is_a_finding_at_the_word()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("1.json", $$$$$"""
            {
              "IsTruncated": true,
              "UserDetailList": [{{{{{Alice}}}}}]
            }
            """);

        Diagnostic finding = Assert.Single(folder.Load().Diagnostics);

        Assert.Equal(("IAM3008", "2:18"), (finding.Id, finding.Position.ToString()));
        Assert.Equal("the output says that there are more pages of account 111122223333, of which none was found", finding.Message);
    }

    [Fact]
    public void The_same_account_twice_is_one_finding_and_the_first_counts()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("monday.json", $$$$$"""{"UserDetailList":[{{{{{Alice}}}}},{{{{{Bob}}}}}]}""")
            .With("tuesday.json", $$$$$"""{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"renamed"},{{{{{Bob}}}}}]}""");

        AwsEnvironment environment = folder.Load();

        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(("IAM3013", "1:20"), (finding.Id, finding.Position.ToString()));
        Assert.Contains("monday.json:1:20, as do 1 more of this file", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["alice", "bob"], environment.Principals.Select(static principal => principal.Name));
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}""", true)]
    [InlineData("\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"s3:GetObject\\\",\\\"Resource\\\":\\\"*\\\"}}\"", false)]
    [InlineData("\"%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%2C%22Action%22%3A%22s3%3AGetObject%22%2C%22Resource%22%3A%22%2A%22%7D%7D\"", false)]
    public void A_document_counts_in_each_of_its_three_encodings(string document, bool isVerbatim)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", $$$$$"""
            {"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"alice","AttachedManagedPolicies":[{"PolicyArn":"arn:aws:iam::111122223333:policy/read"}]}],
            "Policies":[{"Arn":"arn:aws:iam::111122223333:policy/read","PolicyName":"read","DefaultVersionId":"v2","PolicyVersionList":[
            {"VersionId":"v1","IsDefaultVersion":false,"Document":{"Version":"2012-10-17","Statement":[]}},{"VersionId":"v2","IsDefaultVersion":true,"Document":{{{{{document}}}}}}]}]}
            """);
        AwsEnvironment environment = folder.Load();

        ManagedPolicy policy = Assert.Single(environment.Accounts[0].ManagedPolicies);
        Assert.Equal(["v1", "v2"], policy.Versions.Keys.Order(StringComparer.Ordinal));
        Assert.Same(policy.Versions["v2"], policy.DefaultVersion);
        Assert.Equal(isVerbatim, policy.DefaultVersion!.IsVerbatim);
        Assert.Equal(3, policy.DefaultVersion.Place.Line);
        Assert.Equal(AccessState.Allowed, new EnvironmentAnalyzer(environment).Can(Principal.Parse("arn:aws:iam::111122223333:user/alice"), "s3:GetObject", "arn:aws:s3:::reports/q1.csv").State);
    }

    [Fact]
    public void A_policy_deep_in_a_line_keeps_its_line_and_column()
    {
        string padding = new('x', 5000);
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", $$$$$"""
            {"Note":"ünïcödé 🙂 {{{{{padding}}}}}",
            "UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"{{{{{padding}}}}}","UserPolicyList":[{"PolicyName":"🙂","PolicyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}]}]}
            """);

        EnvironmentPolicy policy = folder.Load().Accounts[0].Users[0].InlinePolicies[0];

        int column = $$$"""
            "UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"{{{padding}}}","UserPolicyList":[{"PolicyName":".","PolicyDocument":
            """.Length + 1;
        Assert.Equal((2, column), (policy.Place.Line, policy.Place.Column));
        Assert.Equal($"2:{column + """{"Version":"2012-10-17","Statement":[""".Length}", Assert.Single(policy.Document!.Statements).Position.ToString());
    }

    [Fact]
    public void A_large_file_is_read_in_parts_with_the_places_of_the_whole()
    {
        const int Users = 6000;
        string padding = new('x', 1000);
        var text = new StringBuilder("{\n\"UserDetailList\": [\n");
        for (int i = 0; i < Users; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$$$$"""  {"Arn":"arn:aws:iam::111122223333:user/u{{{{{i:D5}}}}}","UserName":"u{{{{{i:D5}}}}}","Note":"ü{{{{{padding}}}}}"}{{{{{(i < Users - 1 ? "," : "")}}}}}""").Append('\n');
        }

        using TemporaryFolder folder = new TemporaryFolder().With("details.json", text + "],\n\"IsTruncated\": true\n}\n");

        AwsEnvironment environment = folder.Load();

        Assert.True(text.Length > 4 << 20);
        Assert.Equal(Users, environment.Principals.Length);
        Assert.All(environment.Principals, static (principal, i) => Assert.Equal((i + 3, 3), (principal.Place.Line, principal.Place.Column)));
        Assert.Equal($"{Users + 4}:16", Assert.Single(environment.Diagnostics).Position.ToString());
    }

    [Fact]
    public void A_fault_of_a_large_file_of_one_line_is_placed_by_characters_and_not_by_bytes()
    {
        const string Item = """{"Arn":"arn:aws:iam::111122223333:user/alice","UserName":"alice","Path":"éééééééééé"},""";
        string text = $$"""{"UserDetailList":[{{string.Concat(Enumerable.Repeat(Item, 60_000))}}?]}""";
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", text);
        Diagnostic finding = Assert.Single(folder.Load().Diagnostics, static finding => finding.Severity == DiagnosticSeverity.Error);
        LinePosition position = finding.Source.GetPosition(finding.Span.Start);
        Assert.Equal((1, text.IndexOf('?', StringComparison.Ordinal) + 1), (position.Line, position.Column));
    }

    [Fact]
    public void What_stands_in_front_of_a_fault_of_a_large_file_is_read()
    {
        const int Users = 6000;
        string padding = new('x', 1000);
        var text = new StringBuilder("{\"UserDetailList\": [\n");
        for (int i = 0; i < Users; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$$$$"""{"Arn":"arn:aws:iam::111122223333:user/u{{{{{i}}}}}","Note":"{{{{{padding}}}}}"},""").Append('\n');
        }

        using TemporaryFolder folder = new TemporaryFolder().With("details.json", text + "  oops]}");

        AwsEnvironment environment = folder.Load();

        Assert.Equal(Users, environment.Principals.Length);
        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(("IAM0001", $"{Users + 2}:3", "not valid JSON (found 'o')"), (finding.Id, finding.Position.ToString(), finding.Message));
    }

    public static TheoryData<string, byte[], string, string> Hostile() => new()
    {
        { "empty", [], "IAM3002", "1:1" },
        { "blank", " \n "u8.ToArray(), "IAM0001", "2:2" },
        { "not UTF-8 in an item", [.. "{\"UserDetailList\":[\n{\"Arn\":\""u8, 0xFF, .. "\"}]}"u8], "IAM0002", "2:9" },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("{}")], "IAM0002", "1:1" },
        { "cut off", "{\"UserDetailList\":[{\"Arn\":\"arn:aws:iam::111122223333:user/alice\"},\n{\"Arn\":"u8.ToArray(), "IAM0001", "2:8" },
        { "a megabyte of brackets", Encoding.ASCII.GetBytes(new string('[', 1 << 20)), "IAM0003", "1:201" },
        { "a megabyte of braces", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 200_000))), "IAM0003", "1:1001" },
        { "a deep item", Encoding.ASCII.GetBytes("{\"UserDetailList\":[" + new string('[', 1000) + new string(']', 1000) + "]}"), "IAM0003", "1:218" },
        { "a name twice in an item", """{"UserDetailList":[{"Arn":"arn:aws:iam::111122223333:user/alice","Arn":"x"}]}"""u8.ToArray(), "IAM0004", "1:66" },
        { "a list twice", """{"UserDetailList":[],"UserDetailList":[]}"""u8.ToArray(), "IAM0004", "1:22" },
        { "items that are none", """{"UserDetailList":[1]}"""u8.ToArray(), "IAM3003", "1:20" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_file_is_a_finding_with_its_place_and_the_others_are_read(string what, byte[] bytes, string id, string position)
    {
        Assert.NotEmpty(what);
        using TemporaryFolder folder = new TemporaryFolder().With("good.json", $$$$$"""{"UserDetailList":[{{{{{Bob}}}}}]}""");
        File.WriteAllBytes(Path.Combine(folder.Path, "hostile.json"), bytes);

        AwsEnvironment environment = folder.Load();

        Diagnostic[] findings = [.. environment.Diagnostics.Where(static finding => finding.Source.Name!.EndsWith("hostile.json", StringComparison.Ordinal))];
        Assert.Contains((id, position), findings.Select(static finding => (finding.Id, finding.Position.ToString())));
        Assert.Contains(environment.Principals, static principal => principal.Name == "bob");
    }

    [Fact]
    public void A_folder_with_the_name_of_a_file_is_a_folder_and_links_are_not_followed()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("x.json/details.json", $$$$$"""{"UserDetailList":[{{{{{Bob}}}}}]}""");
        File.CreateSymbolicLink(Path.Combine(folder.Path, "copy.json"), Path.Combine(folder.Path, "x.json/details.json"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "loop.json"), folder.Path);
        Directory.CreateSymbolicLink(Path.Combine(folder.Path, "loop"), folder.Path);

        AwsEnvironment environment = folder.Load();

        Assert.Single(environment.Principals);
        Assert.Equal([("IAM3012", "copy.json"), ("IAM3012", "loop.json")], environment.Diagnostics.Select(static finding => (finding.Id, Path.GetFileName(finding.Source.Name!))));
    }

    [Fact]
    public void A_folder_that_begins_with_a_dot_is_not_looked_into()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("accounts/.part-111122223333/get-account-authorization-details.json", $$$$$"""{"UserDetailList":[{{{{{Alice}}}}}]}""")
            .With(".git/config.json", "oops")
            .With(".details.json", $$$$$"""{"UserDetailList":[{{{{{Bob}}}}}]}""");

        AwsEnvironment environment = folder.Load();

        Assert.Equal("bob", Assert.Single(environment.Principals).Name);
        Assert.Empty(environment.Diagnostics);
    }

    [Fact]
    public void A_thousand_small_files_are_read_in_the_order_of_their_names()
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 1000; i++)
        {
            folder.With($"accounts/{100000000000 + i}/get-account-authorization-details.json", $$$$$"""{"UserDetailList":[{"UserName":"nobody"}]}""");
        }

        AwsEnvironment environment = folder.Load();

        Assert.Equal(1000, environment.Accounts.Count(static account => account.HasIdentities));
        string[] names = [.. environment.Diagnostics.Select(static finding => finding.Source.Name!)];
        Assert.Equal(1000, names.Length);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void A_stopped_load_throws_and_leaves_no_thread_behind()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", AlicesPage);
        using var stop = new CancellationTokenSource();
        stop.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => AwsEnvironment.Load(folder.Path, null, stop.Token));
        Assert.Throws<DirectoryNotFoundException>(() => AwsEnvironment.Load(Path.Combine(folder.Path, "nowhere"), null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Details_of_aws_policies_in_every_account_are_no_finding()
    {
        const string Policies = """[{"Arn":"arn:aws:iam::aws:policy/ReadOnlyAccess","PolicyName":"ReadOnlyAccess","PolicyVersionList":[{"VersionId":"v1","IsDefaultVersion":true,"Document":{"Version":"2012-10-17","Statement":[]}}]}]""";
        using TemporaryFolder folder = new TemporaryFolder()
            .With("1.json", $$$$$"""{"UserDetailList":[{{{{{Alice}}}}}],"Policies":{{{{{Policies}}}}}}""")
            .With("2.json", $$$$$"""{"UserDetailList":[{"Arn":"arn:aws:iam::222233334444:user/carol"}],"Policies":{{{{{Policies}}}}}}""");

        AwsEnvironment environment = folder.Load();

        ImmutableArray<Diagnostic> findings = environment.Diagnostics;
        Assert.DoesNotContain(findings, static finding => finding.Id == "IAM3013");
        Assert.Single(environment.AwsManagedPolicies);
    }
}
