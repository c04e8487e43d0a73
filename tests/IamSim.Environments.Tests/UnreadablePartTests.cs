using IamSim.Diagnostics;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>Whatever cannot be read makes the answers about whoever has it uncertain.</summary>
public sealed class UnreadablePartTests
{
    private const string AllowAll = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Theory]
    [InlineData("\"PolicyDocument\": 5", "IAM3004")]
    [InlineData("\"PolicyDocument\": null", "IAM3004")]
    [InlineData("\"PolicyDocument\": true", "IAM3004")]
    [InlineData("\"PolicyDocument\": [" + AllowAll + "]", "IAM3004")]
    [InlineData("\"PolicyDocument\": \"\"", "IAM3004")]
    [InlineData("\"Document\": " + AllowAll, "IAM3003")]
    [InlineData("\"Other\": 1", "IAM3003")]
    public void An_inline_policy_without_a_document_leaves_the_answer_open(string document, string id)
    {
        AssertOpen($$"""
            "UserPolicyList": [{ "PolicyName": "all", "PolicyDocument": {{AllowAll}} },
            { "PolicyName": "other", {{document}} }]
            """, id);
    }

    [Theory]
    [InlineData("\"PermissionsBoundary\": \"arn:aws:iam::111122223333:policy/all\"")]
    [InlineData("\"PermissionsBoundary\": [{\"PermissionsBoundaryArn\": \"arn:aws:iam::111122223333:policy/all\"}]")]
    [InlineData("\"PermissionsBoundary\": {\"PermissionsBoundaryType\": \"Policy\"}")]
    [InlineData("\"AttachedManagedPolicies\": [\"arn:aws:iam::111122223333:policy/all\"]")]
    [InlineData("\"AttachedManagedPolicies\": {\"PolicyArn\": \"arn:aws:iam::111122223333:policy/all\"}")]
    [InlineData("\"AttachedManagedPolicies\": [{\"PolicyName\": \"all\"}]")]
    [InlineData("\"GroupList\": [{\"GroupName\": \"readers\"}]")]
    [InlineData("\"GroupList\": \"readers\"")]
    public void A_member_of_another_shape_is_a_finding_with_its_place_and_leaves_the_answer_open(string member) => AssertOpen($$"""
        "UserPolicyList": [{ "PolicyName": "all", "PolicyDocument": {{AllowAll}} }],
        {{member}}
        """, "IAM3003");

    [Theory]
    [InlineData("5")]
    [InlineData("[]")]
    [InlineData("true")]
    public void A_bucket_policy_of_another_kind_leaves_the_answer_open(string policy)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("details.json", Details($"\"UserPolicyList\": [{{ \"PolicyName\": \"all\", \"PolicyDocument\": {AllowAll} }}]"))
            .With("accounts/111122223333/s3api/get-bucket-policy/reports.json", $"{{\"Policy\": {policy}}}");
        AwsEnvironment environment = folder.Load();
        Assert.Contains(environment.Diagnostics, static finding => finding.Id == "IAM3004");
        Assert.Equal(AccessState.Depends, Ask(environment, Alice));
    }

    [Theory]
    [InlineData("policies/missing.json")]
    [InlineData("../outside.json")]
    [InlineData("5")]
    [InlineData("[]")]
    public void A_policy_that_an_environment_file_names_and_that_cannot_be_had_leaves_the_answer_open(string policy)
    {
        const string Everything = "{name: a, policy: {Version: '2012-10-17', Statement: {Effect: Allow, Action: '*', Resource: '*'}}}";
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", $$"""
            accounts:
              - id: "111122223333"
                users:
                  - name: alice
                    inlinePolicies: [{{Everything}}, {name: b, policy: {{policy}}}]
                  - name: bob
                    inlinePolicies: [{{Everything}}]
                    permissionsBoundary: {{policy}}
                  - name: carol
                    inlinePolicies: [{{Everything}}]
                    managedPolicies: {{policy}}
                  - name: dave
                    inlinePolicies: [{{Everything}}]
            """);
        AwsEnvironment environment = folder.Load();
        Assert.Contains(environment.Diagnostics, static finding => finding.Severity == DiagnosticSeverity.Error);
        Assert.Equal(AccessState.Depends, Ask(environment, Alice));
        Assert.Equal(AccessState.Depends, Ask(environment, "arn:aws:iam::111122223333:user/bob"));
        Assert.Equal(policy == "[]" ? AccessState.Allowed : AccessState.Depends, Ask(environment, "arn:aws:iam::111122223333:user/carol"));
        Assert.Equal(AccessState.Allowed, Ask(environment, "arn:aws:iam::111122223333:user/dave"));
    }

    [Fact]
    public void A_service_control_policy_whose_file_is_missing_leaves_the_answer_open()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("environment.yaml", """
            organization:
              id: o-a1b2c3d4e5
              managementAccount: "999988887777"
              root:
                id: r-ab12
                serviceControlPolicies: [FullAWSAccess, policies/missing.json]
                accounts: ["111122223333"]
            accounts:
              - id: "111122223333"
                users:
                  - name: alice
                    inlinePolicies: [{name: a, policy: {Version: '2012-10-17', Statement: {Effect: Allow, Action: '*', Resource: '*'}}}]
            """);
        Assert.Equal(AccessState.Depends, Ask(folder.Load(), Alice));
    }

    private static void AssertOpen(string members, string id)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("details.json", Details(members));
        AwsEnvironment environment = folder.Load();
        Diagnostic finding = Assert.Single(environment.Diagnostics, finding => finding.Id == id);
        Assert.Equal(3, finding.Source.GetPosition(finding.Span.Start).Line);
        Assert.Equal(AccessState.Depends, Ask(environment, Alice));
    }

    private static string Details(string members) => $$"""
        { "UserDetailList": [{ "Arn": "arn:aws:iam::111122223333:user/alice", "UserName": "alice",
        {{members}} }],
        "GroupDetailList": [{ "Arn": "arn:aws:iam::111122223333:group/readers", "GroupName": "readers" }],
        "Policies": [{ "Arn": "arn:aws:iam::111122223333:policy/all", "PolicyVersionList": [{ "IsDefaultVersion": true, "Document": {{AllowAll}} }] }] }
        """;

    private static AccessState Ask(AwsEnvironment environment, string caller) =>
        new EnvironmentAnalyzer(environment).Can(Principal.Parse(caller), "s3:GetObject", "arn:aws:s3:::reports/a").State;
}
