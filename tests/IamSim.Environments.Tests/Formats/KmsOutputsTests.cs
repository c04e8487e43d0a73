using System.Text.Json;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Tests.Formats;

public sealed class KmsOutputsTests
{
    private const string Kms = "accounts/111122223333/eu-central-1/kms/";
    private const string Key = "arn:aws:kms:eu-central-1:111122223333:key/1234abcd";
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"kms:*","Resource":"*"}]}""";

    [Fact]
    public void A_key_is_put_together_from_the_outputs_of_five_commands()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Kms + "describe-key/1234abcd.json", $$"""{ "KeyMetadata": { "Arn": "{{Key}}", "KeyManager": "CUSTOMER" } }""")
            .With(Kms + "get-key-policy/1234abcd.json", $$"""{ "Policy": {{JsonSerializer.Serialize(Policy)}}, "PolicyName": "default" }""")
            .With(Kms + "list-aliases.json", """{ "Aliases": [{ "AliasName": "alias/app", "AliasArn": "arn:aws:kms:eu-central-1:111122223333:alias/app", "TargetKeyId": "1234abcd" }, { "AliasName": "alias/aws/s3", "AliasArn": "arn:aws:kms:eu-central-1:111122223333:alias/aws/s3" }] }""")
            .With(Kms + "list-resource-tags/1234abcd.json", """{ "Tags": [{ "TagKey": "team", "TagValue": "blue" }], "Truncated": false }""")
            .With(Kms + "list-grants/1234abcd.json", $$"""
                {
                    "Grants": [
                        {
                            "KeyId": "{{Key}}", "GranteePrincipal": "arn:aws:iam::444455556666:role/reader", "RetiringPrincipal": "arn:aws:iam::111122223333:user/alice",
                            "Operations": ["Decrypt", "DescribeKey"], "Constraints": { "EncryptionContextSubset": { "tenant": "a" } }
                        },
                        { "KeyId": "{{Key}}", "GranteePrincipal": "arn:aws:iam::444455556666:role/other", "Operations": ["Encrypt"], "Constraints": { "EncryptionContextEquals": { "tenant": "b" } } }
                    ],
                    "Truncated": false
                }
                """);
        AwsEnvironment environment = folder.Load();

        Assert.Empty(folder.Findings(environment));
        EnvironmentResource key = Assert.Single(environment.Resources);
        Assert.Equal(Key, key.Arn);
        Assert.Equal(Policy, key.Policy!.Text);
        Assert.Equal(ResourcePolicyKind.KmsKey, key.PolicyKind);
        Assert.False(key.IsAwsManagedKey);
        Assert.Equal("blue", key.Tags!["team"]);
        Assert.Equal(["arn:aws:kms:eu-central-1:111122223333:alias/app"], key.Aliases);
        Assert.Equal(["arn:aws:iam::444455556666:role/reader may Decrypt, DescribeKey", "arn:aws:iam::444455556666:role/other may Encrypt"], key.KmsGrants!.Value.Select(static grant => grant.ToString()));
        Assert.Equal("arn:aws:iam::111122223333:user/alice", key.KmsGrants.Value[0].RetiringPrincipal);
        Assert.Equal("a", key.KmsGrants.Value[0].EncryptionContextSubset!["tenant"]);
        Assert.Null(key.KmsGrants.Value[0].EncryptionContextEquals);
        Assert.Equal("b", key.KmsGrants.Value[1].EncryptionContextEquals!["tenant"]);
    }

    [Fact]
    public void A_grant_decides_questions_and_its_constraint_holds()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(Kms + "get-key-policy/1234abcd.json", $$"""{ "Policy": {{Policy}} }""")
            .With(Kms + "list-grants/1234abcd.json", $$"""{ "Grants": [{ "KeyId": "{{Key}}", "GranteePrincipal": "arn:aws:iam::111122223333:user/bob", "Operations": ["Decrypt"] }] }""")
            .With("accounts/111122223333/get-account-authorization-details.json", """{ "UserDetailList": [{ "Arn": "arn:aws:iam::111122223333:user/bob", "UserName": "bob" }] }""");
        var analyzer = new EnvironmentAnalyzer(folder.Load());
        var bob = Principal.Parse("arn:aws:iam::111122223333:user/bob");

        Assert.Equal(AccessState.Allowed, analyzer.Can(bob, "kms:Decrypt", Key).State);
        Assert.Equal(AccessState.Denied, analyzer.Can(bob, "kms:Encrypt", Key).State);
    }

    [Fact]
    public void A_key_without_grants_is_known_to_have_none_and_keys_of_AWS_are_known_by_their_alias()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("accounts/111122223333/cn-north-1/kms/list-grants/1234abcd.json", """{ "Grants": [] }""")
            .With("accounts/111122223333/cn-north-1/kms/list-aliases.json", """{ "Aliases": [{ "AliasName": "alias/aws/s3", "TargetKeyId": "9999" }] }""");
        AwsEnvironment environment = folder.Load();

        Assert.Empty(environment.Resource("arn:aws-cn:kms:cn-north-1:111122223333:key/1234abcd").KmsGrants!.Value);
        EnvironmentResource managed = environment.Resource("arn:aws-cn:kms:cn-north-1:111122223333:key/9999");
        Assert.True(managed.IsAwsManagedKey);
        Assert.Null(managed.KmsGrants);
        Assert.Equal(["arn:aws-cn:kms:cn-north-1:111122223333:alias/aws/s3"], managed.Aliases);
        Assert.False(managed.IsPolicyKnown);
    }

    [Fact]
    public void Outputs_that_do_not_say_their_key_are_findings()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("grants.json", """{ "Grants": [{ "GranteePrincipal": "arn:aws:iam::111122223333:user/bob" }], "Truncated": true }""")
            .With("policy.json", $$"""{ "Policy": {{Policy}}, "PolicyName": "default" }""")
            .With(Kms + "list-grants/1234abcd.json", """{ "Grants": [{ "Operations": ["Decrypt"] }, { "GranteeServicePrincipal": "dynamodb.amazonaws.com" }] }""");
        AwsEnvironment environment = folder.Load();

        Assert.Equal(
            [
                "accounts/111122223333/eu-central-1/kms/list-grants/1234abcd.json:1:14: error IAM3003: a grant without grantee",
                "grants.json:1:14: warning IAM3006: nothing says which key this is about",
                "grants.json:1:90: warning IAM3008: the output says that there are more grants",
                "policy.json:1:13: warning IAM3006: nothing says which key this is about",
            ],
            folder.Findings(environment));
        Assert.Equal("save it as accounts/ACCOUNT/REGION/kms/get-key-policy/KEYID.json", environment.Helps()[3]);
    }
}
