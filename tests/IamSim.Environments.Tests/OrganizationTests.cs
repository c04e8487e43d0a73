using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class OrganizationTests
{
    private const string Alice = "arn:aws:iam::222233334444:user/alice";
    private const string Reports = "arn:aws:s3:::reports/q1.csv";

    [Fact]
    public void The_tree_is_put_together_from_the_outputs_of_the_commands()
    {
        using TemporaryFolder folder = Commands();

        AwsEnvironment environment = folder.Load();

        AwsOrganization organization = Assert.IsType<AwsOrganization>(environment.Organization);
        Assert.Equal(("o-a1b2c3d4e5", "111122223333"), (organization.Id, organization.ManagementAccountId));
        Assert.True(organization.HasServiceControlPolicies);
        Assert.False(organization.HasResourceControlPolicies);
        Assert.True(environment.TryGetAccount("222233334444", out AwsAccount? account));
        Assert.Equal(["r-ab12", "ou-ab12-11111111", "222233334444"], account.Node!.Path.Select(static node => node.Id));
        Assert.Equal(["Root", "Workloads", "Shop"], account.Node.Path.Select(static node => node.Name));
        Assert.Equal("Shop", account.Name);
        Assert.Equal("blue", account.Tags["team"]);
        Assert.Equal(["FullAWSAccess", "no-deletes"], account.Node.Path[1].ServiceControlPolicies!.Value.Select(static policy => policy.Name));
        Assert.Equal(["config.amazonaws.com"], organization.DelegatedAdministrators["222233334444"]);
        Assert.Empty(environment.Diagnostics);
    }

    [Fact]
    public void A_service_control_policy_of_a_unit_reaches_the_accounts_below_it()
    {
        using TemporaryFolder folder = Commands();
        var analyzer = new EnvironmentAnalyzer(folder.Load());

        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse(Alice), "s3:GetObject", Reports).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse(Alice), "s3:DeleteObject", Reports).State);
    }

    [Fact]
    public void The_policy_that_aws_attaches_to_everything_is_known_without_its_text_and_placed_where_it_is_first_named()
    {
        using TemporaryFolder folder = Commands();
        EnvironmentPolicy full = folder.Load().Organization!.Roots[0].ServiceControlPolicies!.Value.Single();

        Assert.Equal("FullAWSAccess", full.Name);
        Assert.NotNull(full.Document);
        Assert.EndsWith("222233334444.SERVICE_CONTROL_POLICY.json:1:14", full.Place.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_without_text_is_a_finding_where_it_is_named_and_unsettles_every_answer()
    {
        using TemporaryFolder folder = Commands();
        File.Delete(Path.Combine(folder.Path, "organization/describe-policy/p-nodelete1.json"));
        AwsEnvironment environment = folder.Load();
        var analyzer = new EnvironmentAnalyzer(environment);

        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal("IAM3005", finding.Id);
        Assert.Equal("'ou-ab12-11111111' has the policy 'p-nodelete1', of which no text was found", finding.Message);
        Assert.EndsWith("ou-ab12-11111111.SERVICE_CONTROL_POLICY.json", finding.Source.Name, StringComparison.Ordinal);
        AccessAnswer answer = analyzer.Can(Principal.Parse(Alice), "s3:GetObject", Reports);
        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Contains(answer.Gaps, static gap => gap is { Kind: EnvironmentGapKind.MissingPolicy, Subject: "no-deletes" });
    }

    [Fact]
    public void A_policy_without_text_unsettles_the_root_user_and_unknown_callers_too()
    {
        using TemporaryFolder folder = Commands();
        File.Delete(Path.Combine(folder.Path, "organization/describe-policy/p-nodelete1.json"));
        var analyzer = new EnvironmentAnalyzer(folder.Load());

        AccessAnswer root = analyzer.Can(Principal.Parse("arn:aws:iam::222233334444:root"), "ec2:RunInstances", "*");

        Assert.Equal(AccessState.Depends, root.State);
        Assert.Contains(root.Gaps, static gap => gap.Kind == EnvironmentGapKind.MissingPolicy);
    }

    [Theory]
    [InlineData("r-ab12")]
    [InlineData("ou-ab12-11111111")]
    [InlineData("222233334444")]
    public void A_level_that_nobody_asked_for_is_a_finding_and_no_silent_allow(string missing)
    {
        using TemporaryFolder folder = Commands();
        File.Delete(Path.Combine(folder.Path, $"organization/list-policies-for-target/{missing}.SERVICE_CONTROL_POLICY.json"));
        AwsEnvironment environment = folder.Load();
        var analyzer = new EnvironmentAnalyzer(environment);

        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(("IAM3011", $"the service control policies attached to '{missing}' are not known"), (finding.Id, finding.Message));
        AccessAnswer answer = analyzer.Can(Principal.Parse(Alice), "s3:GetObject", Reports);
        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Equal(missing, Assert.Single(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.OrganizationLevel).Subject);
        // What nothing grants stays denied: a level can only take away.
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse(Alice), "sqs:SendMessage", "arn:aws:sqs:eu-west-1:222233334444:orders").State);
    }

    [Fact]
    public void Policies_that_are_enabled_although_no_level_is_known_leave_no_silent_allow()
    {
        using TemporaryFolder folder = Commands();
        Directory.Delete(Path.Combine(folder.Path, "organization/list-policies-for-target"), recursive: true);
        var analyzer = new EnvironmentAnalyzer(folder.Load());

        AccessAnswer answer = analyzer.Can(Principal.Parse(Alice), "s3:GetObject", Reports);

        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Equal(3, answer.Gaps.Count(static gap => gap.Kind == EnvironmentGapKind.OrganizationLevel));
    }

    [Fact]
    public void Levels_are_known_from_the_targets_of_every_policy()
    {
        using TemporaryFolder folder = Commands();
        Directory.Delete(Path.Combine(folder.Path, "organization/list-policies-for-target"), recursive: true);
        folder.With("organization/list-policies.json", """{"Policies":[{"Id":"p-FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"},{"Id":"p-nodelete1","Type":"SERVICE_CONTROL_POLICY"}]}""")
            .With("organization/list-targets-for-policy/p-FullAWSAccess.json", """{"Targets":[{"TargetId":"r-ab12"},{"TargetId":"ou-ab12-11111111"},{"TargetId":"222233334444"},{"TargetId":"111122223333"}]}""")
            .With("organization/list-targets-for-policy/p-nodelete1.json", """{"Targets":[{"TargetId":"ou-ab12-11111111","Type":"ORGANIZATIONAL_UNIT"}]}""");
        AwsEnvironment environment = folder.Load();
        var analyzer = new EnvironmentAnalyzer(environment);

        Assert.Empty(environment.Diagnostics);
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse(Alice), "s3:GetObject", Reports).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse(Alice), "s3:DeleteObject", Reports).State);
    }

    [Fact]
    public void A_unit_without_parent_is_a_finding_and_leaves_no_silent_allow()
    {
        using TemporaryFolder folder = Commands();
        Directory.Delete(Path.Combine(folder.Path, "organization/list-organizational-units-for-parent"), recursive: true);
        AwsEnvironment environment = folder.Load();

        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(("IAM3011", "the place of 'ou-ab12-11111111' in the organization is not known: no file tells what it hangs below"), (finding.Id, finding.Message));
        Assert.Equal(AccessState.Depends, new EnvironmentAnalyzer(environment).Can(Principal.Parse(Alice), "s3:GetObject", Reports).State);
    }

    [Fact]
    public void The_parent_of_an_account_can_come_from_its_own_command()
    {
        using TemporaryFolder folder = Commands();
        Directory.Delete(Path.Combine(folder.Path, "organization/list-accounts-for-parent"), recursive: true);
        folder.With("organization/list-parents/222233334444.json", """{"Parents":[{"Id":"ou-ab12-11111111","Type":"ORGANIZATIONAL_UNIT"}]}""")
            .With("organization/list-parents/111122223333.json", """{"Parents":[{"Id":"r-ab12","Type":"ROOT"}]}""");

        AwsEnvironment environment = folder.Load();

        Assert.Empty(environment.Diagnostics);
        Assert.True(environment.TryGetAccount("222233334444", out AwsAccount? account));
        Assert.Equal("ou-ab12-11111111", account.Node!.Parent!.Id);
    }

    [Fact]
    public void Two_parents_of_one_account_are_a_finding_and_the_first_counts()
    {
        using TemporaryFolder folder = Commands();
        folder.With("organization/list-parents/222233334444.json", """{"Parents":[{"Id":"r-ab12","Type":"ROOT"}]}""");

        AwsEnvironment environment = folder.Load();

        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(("IAM3007", "'222233334444' hangs below 'r-ab12' here and below 'ou-ab12-11111111' elsewhere"), (finding.Id, finding.Message));
    }

    [Fact]
    public void An_output_that_was_cut_off_is_a_finding()
    {
        using TemporaryFolder folder = Commands();
        folder.With("organization/list-accounts.json", """
            {
                "Accounts": [{ "Id": "222233334444", "Arn": "arn:aws:organizations::111122223333:account/o-a1b2c3d4e5/222233334444", "Name": "Shop" }],
                "NextToken": "eyJNYXJrZXIi"
            }
            """);

        Diagnostic finding = Assert.Single(folder.Load().Diagnostics);

        Assert.Equal(("IAM3008", "3:18"), (finding.Id, finding.Position.ToString()));
    }

    [Theory]
    [InlineData("""{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"s3:Delete*","Resource":"*"}}""")]
    [InlineData("\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":\\\"s3:Delete*\\\",\\\"Resource\\\":\\\"*\\\"}}\"")]
    [InlineData("\"%7B%22Version%22%3A%222012-10-17%22%2C%22Statement%22%3A%7B%22Effect%22%3A%22Deny%22%2C%22Action%22%3A%22s3%3ADelete%2A%22%2C%22Resource%22%3A%22%2A%22%7D%7D\"")]
    public void One_document_of_the_whole_tree_says_the_same(string content)
    {
        const string Full = """{ "Id": "p-FullAWSAccess", "Name": "FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY" }""";
        using TemporaryFolder folder = new TemporaryFolder().With("tree.json", $$"""
            {
                "Id": "r-ab12", "Name": "Root", "Arn": "arn:aws:organizations::111122223333:root/o-a1b2c3d4e5/r-ab12",
                "PolicyTypes": [{ "Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED" }],
                "Policies": [{{Full}}],
                "Children": [
                    {
                        "Id": "ou-ab12-11111111", "Name": "Workloads",
                        "Policies": [{{Full}}, { "Id": "p-nodelete1", "Name": "no-deletes", "Type": "SERVICE_CONTROL_POLICY", "Content": {{content}} }],
                        "Children": [{ "Id": "222233334444", "Name": "Shop", "Policies": [{{Full}}] }]
                    }
                ]
            }
            """).With("details.json", Details);
        AwsEnvironment environment = folder.Load();
        var analyzer = new EnvironmentAnalyzer(environment);

        Assert.Empty(environment.Diagnostics);
        Assert.Equal(("o-a1b2c3d4e5", "111122223333"), (environment.Organization!.Id, environment.Organization.ManagementAccountId));
        AccessAnswer read = analyzer.Can(Principal.Parse(Alice), "s3:GetObject", Reports);
        Assert.Equal(AccessState.Allowed, read.State);
        Assert.DoesNotContain(read.Gaps, static gap => gap.Kind is EnvironmentGapKind.Organization or EnvironmentGapKind.OrganizationLevel);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse(Alice), "s3:DeleteObject", Reports).State);
    }

    [Fact]
    public void A_node_of_a_tree_that_does_not_list_its_policies_is_a_gap()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("tree.json", """
            {
                "Id": "r-ab12", "PolicyTypes": [{ "Type": "SERVICE_CONTROL_POLICY", "Status": "ENABLED" }],
                "Policies": [{ "Id": "p-FullAWSAccess", "Type": "SERVICE_CONTROL_POLICY" }],
                "Children": [
                    { "Id": "222233334444" }
                ]
            }
            """).With("details.json", Details);
        AwsEnvironment environment = folder.Load();

        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal(("IAM3011", "5:9"), (finding.Id, finding.Position.ToString()));
        Assert.Equal(AccessState.Depends, new EnvironmentAnalyzer(environment).Can(Principal.Parse(Alice), "s3:GetObject", Reports).State);
    }

    [Fact]
    public void A_tree_that_hangs_below_itself_is_a_finding()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("list-organizational-units-for-parent/ou-ab12-11111111.json", """{"OrganizationalUnits":[{"Id":"ou-ab12-22222222"}]}""")
            .With("list-organizational-units-for-parent/ou-ab12-22222222.json", """{"OrganizationalUnits":[{"Id":"ou-ab12-11111111"}]}""");

        ImmutableArray<Diagnostic> findings = folder.Load().Diagnostics;

        Assert.Contains(findings, static finding => finding.Id == "IAM3011" && finding.Message.Contains("it would hang below itself", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_whose_name_is_no_id_is_a_finding()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("list-accounts-for-parent/production.json", """{"Accounts":[{"Id":"222233334444","Name":"Shop","Status":"ACTIVE"}]}""");

        ImmutableArray<Diagnostic> findings = folder.Load().Diagnostics;

        Assert.Equal(["IAM3003", "IAM3011"], findings.Select(static finding => finding.Id));
        Assert.Equal("the file is named 'production', which is no id of a root or an organizational unit", findings[0].Message);
    }

    private const string Details = """
        {"UserDetailList":[{"Arn":"arn:aws:iam::222233334444:user/alice","UserName":"alice","UserPolicyList":[{"PolicyName":"all",
        "PolicyDocument":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"*"}}}]}],"GroupDetailList":[],"RoleDetailList":[],"Policies":[]}
        """;

    internal static TemporaryFolder Commands()
    {
        const string Full = """{"Policies":[{"Id":"p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY","AwsManaged":true}]}""";
        return new TemporaryFolder()
            .With("organization/describe-organization.json", """{"Organization":{"Id":"o-a1b2c3d4e5","MasterAccountId":"111122223333","FeatureSet":"ALL"}}""")
            .With("organization/list-roots.json", """{"Roots":[{"Id":"r-ab12","Name":"Root","PolicyTypes":[{"Type":"SERVICE_CONTROL_POLICY","Status":"ENABLED"}]}]}""")
            .With("organization/list-organizational-units-for-parent/r-ab12.json", """{"OrganizationalUnits":[{"Id":"ou-ab12-11111111","Name":"Workloads"}]}""")
            .With("organization/list-organizational-units-for-parent/ou-ab12-11111111.json", """{"OrganizationalUnits":[]}""")
            .With("organization/list-accounts-for-parent/r-ab12.json", """{"Accounts":[{"Id":"111122223333","Name":"Management","Status":"ACTIVE"}]}""")
            .With("organization/list-accounts-for-parent/ou-ab12-11111111.json", """{"Accounts":[{"Id":"222233334444","Name":"Shop","Status":"ACTIVE"}]}""")
            .With("organization/list-delegated-administrators.json", """{"DelegatedAdministrators":[{"Id":"222233334444","Name":"Shop"}]}""")
            .With("organization/list-delegated-services-for-account/222233334444.json", """{"DelegatedServices":[{"ServicePrincipal":"config.amazonaws.com"}]}""")
            .With("organization/list-policies-for-target/r-ab12.SERVICE_CONTROL_POLICY.json", Full)
            .With("organization/list-policies-for-target/222233334444.SERVICE_CONTROL_POLICY.json", Full)
            .With("organization/list-policies-for-target/ou-ab12-11111111.SERVICE_CONTROL_POLICY.json", """
                {"Policies":[{"Id":"p-FullAWSAccess","Name":"FullAWSAccess","Type":"SERVICE_CONTROL_POLICY"},{"Id":"p-nodelete1","Name":"no-deletes","Type":"SERVICE_CONTROL_POLICY"}]}
                """)
            .With("organization/describe-policy/p-nodelete1.json", """
                {"Policy":{"PolicySummary":{"Id":"p-nodelete1","Name":"no-deletes","Type":"SERVICE_CONTROL_POLICY"},"Content":"{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:Delete*\",\"Resource\":\"*\"}}"}}
                """)
            .With("organization/list-tags-for-resource/222233334444.json", """{"Tags":[{"Key":"team","Value":"blue"}]}""")
            .With("accounts/222233334444/get-account-authorization-details.json", Details);
    }
}
