using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class TerraformTests
{
    private const string Trust = "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Principal\\\":{\\\"Service\\\":\\\"lambda.amazonaws.com\\\"},\\\"Action\\\":\\\"sts:AssumeRole\\\"}}";

    private const string ReadAll = "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"s3:GetObject\\\",\\\"Resource\\\":\\\"*\\\"}}";

    private const string Plan = $$"""
        {
          "format_version": "1.2", "terraform_version": "1.9.0",
          "planned_values": {
            "root_module": {
              "resources": [
                { "address": "aws_iam_role.app", "mode": "managed", "type": "aws_iam_role", "name": "app", "values": { "name": "app", "path": "/service/", "assume_role_policy": "{{Trust}}", "tags": { "team": "blue" } } },
                { "address": "aws_iam_role_policy.read", "mode": "managed", "type": "aws_iam_role_policy", "name": "read", "values": { "name": "read", "policy": "{{ReadAll}}" } },
                { "address": "aws_iam_role_policy.computed", "mode": "managed", "type": "aws_iam_role_policy", "name": "computed", "values": { "name": "computed" } },
                { "address": "aws_iam_role.other", "mode": "managed", "type": "aws_iam_role", "name": "other", "values": { "assume_role_policy": "{{Trust}}" } },
                { "address": "aws_iam_policy.own", "mode": "managed", "type": "aws_iam_policy", "name": "own", "values": { "name": "own", "policy": "{{ReadAll}}" } },
                { "address": "aws_iam_role_policy_attachment.own", "mode": "managed", "type": "aws_iam_role_policy_attachment", "name": "own", "values": {} }
              ],
              "child_modules": [
                {
                  "address": "module.store[\"eu\"]",
                  "resources": [
                    { "address": "module.store[\"eu\"].aws_s3_bucket.main[0]", "mode": "managed", "type": "aws_s3_bucket", "name": "main", "index": 0, "values": { "bucket": "main-eu" } },
                    { "address": "module.store[\"eu\"].aws_s3_bucket_public_access_block.main", "mode": "managed", "type": "aws_s3_bucket_public_access_block", "name": "main", "values": { "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true } },
                    { "address": "module.store[\"eu\"].aws_s3_bucket_policy.main", "mode": "managed", "type": "aws_s3_bucket_policy", "name": "main", "values": {} },
                    {
                      "address": "module.store[\"eu\"].data.aws_iam_policy_document.main", "mode": "data", "type": "aws_iam_policy_document", "name": "main",
                      "values": {
                        "statement": [
                          { "actions": ["s3:GetObject"], "effect": "Allow", "resources": ["arn:aws:s3:::main-eu/*"], "principals": [{ "type": "AWS", "identifiers": [null] }], "condition": [{ "test": "StringEquals", "variable": "aws:PrincipalTag/team", "values": ["&{aws:ResourceTag/team}", "blue"] }] },
                          { "actions": ["s3:DeleteObject"], "effect": "Deny", "resources": [null], "principals": [{ "type": "*", "identifiers": ["*"] }] }
                        ]
                      }
                    }
                  ]
                }
              ]
            }
          },
          "resource_changes": [
            { "address": "aws_iam_role_policy.read", "change": { "actions": ["create"], "after_unknown": { "id": true, "role": true } } },
            { "address": "aws_iam_role_policy.computed", "change": { "actions": ["create"], "after_unknown": { "role": true, "policy": true } } },
            { "address": "aws_iam_role.other", "change": { "actions": ["create"], "after_unknown": { "name": true, "arn": true, "inline_policy": true, "managed_policy_arns": true } } },
            { "address": "aws_iam_role_policy_attachment.own", "change": { "actions": ["create"], "after_unknown": { "role": true, "policy_arn": true } } },
            { "address": "module.store[\"eu\"].aws_s3_bucket.main[0]", "change": { "actions": ["create"], "after_unknown": { "arn": true, "policy": true } } },
            { "address": "module.store[\"eu\"].aws_s3_bucket_public_access_block.main", "change": { "actions": ["create"], "after_unknown": { "bucket": true } } },
            { "address": "module.store[\"eu\"].aws_s3_bucket_policy.main", "change": { "actions": ["create"], "after_unknown": { "bucket": true, "policy": true } } },
            { "address": "module.store[\"eu\"].data.aws_iam_policy_document.main", "change": { "actions": ["read"], "after_unknown": { "json": true, "statement": [{ "principals": [{ "identifiers": [true] }], "condition": [{ "values": [false, false] }] }, { "resources": [true] }] } } }
          ],
          "prior_state": { "values": { "root_module": { "resources": [{ "address": "data.aws_caller_identity.me", "mode": "data", "type": "aws_caller_identity", "name": "me", "values": { "account_id": "111122223333" } }] } } },
          "configuration": {
            "provider_config": { "aws": { "name": "aws", "expressions": { "region": { "constant_value": "eu-west-1" } } } },
            "root_module": {
              "resources": [
                { "address": "aws_iam_role_policy.read", "expressions": { "role": { "references": ["aws_iam_role.app.id", "aws_iam_role.app"] }, "policy": {} } },
                { "address": "aws_iam_role_policy.computed", "expressions": { "role": { "references": ["aws_iam_role.other.name", "aws_iam_role.other"] }, "policy": { "references": ["module.store"] } } },
                { "address": "aws_iam_role.other", "expressions": { "assume_role_policy": {} } },
                { "address": "aws_iam_role_policy_attachment.own", "expressions": { "role": { "references": ["aws_iam_role.app.name", "aws_iam_role.app"] }, "policy_arn": { "references": ["aws_iam_policy.own.arn", "aws_iam_policy.own"] } } }
              ],
              "module_calls": {
                "store": {
                  "expressions": { "reader": { "references": ["aws_iam_role.app.arn", "aws_iam_role.app"] } },
                  "module": {
                    "resources": [
                      { "address": "aws_s3_bucket.main", "expressions": { "bucket": {} } },
                      { "address": "aws_s3_bucket_public_access_block.main", "expressions": { "bucket": { "references": ["aws_s3_bucket.main[0].id", "aws_s3_bucket.main[0]", "aws_s3_bucket.main"] } } },
                      { "address": "aws_s3_bucket_policy.main", "expressions": { "bucket": { "references": ["aws_s3_bucket.main[0].id", "aws_s3_bucket.main[0]", "aws_s3_bucket.main"] }, "policy": { "references": ["data.aws_iam_policy_document.main.json", "data.aws_iam_policy_document.main"] } } },
                      { "address": "data.aws_iam_policy_document.main", "expressions": { "statement": [{ "principals": [{ "identifiers": { "references": ["var.reader"] } }] }, { "resources": { "references": ["var.other"] } }] } }
                    ]
                  }
                }
              }
            }
          }
        }
        """;

    [Fact]
    public void A_plan_joins_what_is_not_known_yet_through_the_references_of_its_configuration()
    {
        AwsEnvironment environment = Load(Plan);
        Assert.Equal(
            [
                "plan.json:9:9: info IAM3030: 'aws_iam_role.other' gets its name or id when it is deployed: ~plan.aws_iam_role.other~ stands for it",
                "plan.json:8:9: warning IAM3035: the policy 'computed' is only known when it is deployed",
            ],
            CloudFormationTests.Findings(environment));
        AwsAccount account = Assert.Single(environment.Accounts);
        Assert.Equal("111122223333", account.Id);
        IamRole app = account.Roles.Single(static role => role.Name == "app");
        Assert.Equal(("arn:aws:iam::111122223333:role/service/app", "blue"), (app.Arn, app.Tags["team"]));
        Assert.Equal(["read"], app.InlinePolicies.Select(static policy => policy.Name));
        Assert.Equal(["arn:aws:iam::111122223333:policy/own"], app.AttachedPolicies.Select(static attachment => attachment.Arn));
        Assert.NotNull(app.AttachedPolicies[0].Policy);
        Assert.NotNull(app.TrustPolicy?.Document);
        Assert.Equal(AccessState.Allowed, new EnvironmentAnalyzer(environment).Can(Principal.Parse(app.Arn), "s3:GetObject", "arn:aws:s3:::any/a").State);
    }

    [Fact]
    public void A_computed_policy_leaves_everything_open_for_who_has_it()
    {
        var analyzer = new EnvironmentAnalyzer(Load(Plan));
        AccessAnswer answer = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:role/~plan.aws_iam_role.other~"), "ec2:RunInstances", "*");
        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Contains(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.MissingPolicy && gap.Message.Contains("the policy computed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_document_that_is_read_later_has_the_statements_that_the_plan_knows()
    {
        AwsEnvironment environment = Load(Plan);
        EnvironmentResource bucket = Assert.Single(environment.Resources);
        Assert.Equal("arn:aws:s3:::main-eu", bucket.Arn);
        Assert.True(bucket.PublicAccessBlock!.RestrictPublicBuckets);
        Assert.Contains("${aws:ResourceTag/team}", bucket.Policy!.Text, StringComparison.Ordinal);
        Assert.Contains("arn:aws:iam::111122223333:role/service/app", bucket.Policy.Text, StringComparison.Ordinal);
        Assert.Equal(23, bucket.Policy.Place.Line);
        var analyzer = new EnvironmentAnalyzer(environment);
        var app = Principal.Parse("arn:aws:iam::111122223333:role/service/app");
        Assert.Equal(AccessState.Depends, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:root"), "s3:DeleteObject", "arn:aws:s3:::main-eu/a").State);
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:root"), "s3:PutObject", "arn:aws:s3:::main-eu/a").State);
        Assert.Equal(AccessState.Allowed, analyzer.Can(app, "s3:GetObject", "arn:aws:s3:::main-eu/a").State);
    }

    [Fact]
    public void A_state_file_is_read_with_its_keys_and_modules()
    {
        AwsEnvironment environment = Load($$"""
            {
              "version": 4, "terraform_version": "1.9.0", "serial": 3, "lineage": "0b1c",
              "resources": [
                { "module": "module.a", "mode": "managed", "type": "aws_iam_user", "name": "u", "instances": [
                  { "index_key": "x", "attributes": { "arn": "arn:aws:iam::444455556666:user/team/x", "name": "x", "path": "/team/", "unique_id": "AIDAX", "tags_all": { "a": "b" } }, "sensitive_attributes": [] },
                  { "index_key": "y", "attributes": { "arn": "arn:aws:iam::444455556666:user/y", "name": "y", "path": "/" } } ] },
                { "mode": "managed", "type": "aws_iam_user_policy", "name": "p", "instances": [{ "attributes": { "name": "p", "user": "x", "policy": "{{ReadAll}}" } }] },
                { "mode": "managed", "type": "aws_iam_group", "name": "g", "instances": [{ "attributes": { "arn": "arn:aws:iam::444455556666:group/g", "name": "g" } }] },
                { "mode": "managed", "type": "aws_iam_user_group_membership", "name": "m", "instances": [{ "attributes": { "user": "y", "groups": ["g"] } }] },
                { "mode": "managed", "type": "aws_iam_policy_attachment", "name": "pa", "instances": [{ "attributes": { "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess", "users": ["y"], "groups": [], "roles": null } }] },
                { "mode": "managed", "type": "aws_kms_key", "name": "k", "instances": [{ "attributes": { "arn": "arn:aws:kms:us-west-2:444455556666:key/1", "key_id": "1", "id": "1", "policy": "{{ReadAll}}" } }] },
                { "mode": "managed", "type": "aws_kms_alias", "name": "k", "instances": [{ "attributes": { "arn": "arn:aws:kms:us-west-2:444455556666:alias/k", "name": "alias/k", "target_key_id": "1" } }] },
                { "mode": "managed", "type": "aws_kms_grant", "name": "k", "instances": [{ "attributes": { "key_id": "1", "grantee_principal": "arn:aws:iam::444455556666:user/y", "operations": ["Decrypt"], "constraints": [{ "encryption_context_equals": { "a": "b" }, "encryption_context_subset": null }] } }] },
                { "mode": "managed", "type": "aws_lambda_function", "name": "f", "instances": [{ "attributes": { "arn": "arn:aws:lambda:us-west-2:444455556666:function:f", "function_name": "f", "role": "arn:aws:iam::444455556666:role/r" } }] },
                { "mode": "managed", "type": "aws_lambda_permission", "name": "f", "instances": [{ "attributes": { "function_name": "f", "action": "lambda:InvokeFunction", "principal": "777788889999", "qualifier": null } }] },
                { "mode": "managed", "type": "aws_s3_account_public_access_block", "name": "s", "instances": [{ "attributes": { "account_id": "444455556666", "block_public_acls": true, "block_public_policy": true, "ignore_public_acls": true, "restrict_public_buckets": true } }] },
                { "mode": "managed", "type": "aws_vpc_endpoint", "name": "v", "instances": [{ "attributes": { "id": "vpce-1", "vpc_endpoint_type": "Interface", "service_name": "com.amazonaws.us-west-2.sqs", "vpc_id": "vpc-1", "policy": "{{ReadAll}}" } }] }
              ]
            }
            """, "terraform.tfstate");
        Assert.Empty(environment.Diagnostics);
        Assert.True(environment.TryGetIdentity("arn:aws:iam::444455556666:user/team/x", out IamIdentity? x));
        Assert.Equal(("AIDAX", "b", "p"), (x.UniqueId, x.Tags["a"], Assert.Single(x.InlinePolicies).Name));
        Assert.True(environment.TryGetIdentity("arn:aws:iam::444455556666:user/y", out IamIdentity? y));
        Assert.Equal(["g"], ((IamUser)y).Groups.Select(static group => group.Name));
        Assert.True(environment.TryGetResource("arn:aws:kms:us-west-2:444455556666:alias/k", out EnvironmentResource? key));
        Assert.Equal("b", Assert.Single(key.KmsGrants!.Value).EncryptionContextEquals!["a"]);
        Assert.True(environment.Accounts[0].PublicAccessBlock!.RestrictPublicBuckets);
        Assert.Equal(("vpce-1", VpcEndpointType.Interface), (environment.VpcEndpoints[0].Id, environment.VpcEndpoints[0].Type));
        var analyzer = new EnvironmentAnalyzer(environment);
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse(y.Arn), "ec2:RunInstances", "*").State);
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse("arn:aws:iam::777788889999:user/z"), "lambda:InvokeFunction", "arn:aws:lambda:us-west-2:444455556666:function:f").State);
        Assert.True(environment.TryGetResource("arn:aws:lambda:us-west-2:444455556666:function:f", out EnvironmentResource? function));
        Assert.Equal(["arn:aws:iam::444455556666:role/r"], function.ExecutionRoles);
    }

    [Fact]
    public void What_terraform_shows_of_a_state_is_read()
    {
        AwsEnvironment environment = Load("""
            { "format_version": "1.0", "terraform_version": "1.9.0", "values": { "root_module": { "resources": [
              { "address": "aws_sqs_queue.q", "mode": "managed", "type": "aws_sqs_queue", "name": "q", "values": { "arn": "arn:aws:sqs:us-west-2:444455556666:q", "name": "q", "url": "https://sqs.us-west-2.amazonaws.com/444455556666/q", "policy": "" } },
              { "address": "aws_sqs_queue_policy.q", "mode": "managed", "type": "aws_sqs_queue_policy", "name": "q", "values": { "queue_url": "https://sqs.us-west-2.amazonaws.com/444455556666/q", "policy": "no policy" } },
              { "address": "aws_iam_role_policy.p", "mode": "managed", "type": "aws_iam_role_policy", "name": "p", "values": { "name": "p", "role": "elsewhere", "policy": "{}" } }
            ] } } }
            """);
        string[] findings = [.. CloudFormationTests.Findings(environment)];
        Assert.Equal(2, findings.Length);
        Assert.StartsWith("plan.json:3:", findings[0], StringComparison.Ordinal);
        Assert.Contains("error IAM3004: the policy 'policy of arn:aws:sqs:us-west-2:444455556666:q' cannot be read: ", findings[0], StringComparison.Ordinal);
        Assert.Contains("warning IAM3036: the policy 'aws_iam_role_policy.p' is attached to the role 'elsewhere', which was not found", findings[1], StringComparison.Ordinal);
        Assert.NotNull(Assert.Single(environment.Resources).Policy);
    }

    [Fact]
    public void Addresses_with_hostile_keys_make_names_that_are_no_wildcards()
    {
        AwsEnvironment environment = Load("""
            { "format_version": "1.0", "terraform_version": "1.9.0", "planned_values": { "root_module": { "resources": [
              { "address": "aws_s3_bucket.b[\"*${x}].y\"]", "mode": "managed", "type": "aws_s3_bucket", "name": "b", "index": "*${x}].y", "values": { "bucket_prefix": "p" } }
            ] } } }
            """);
        Assert.Equal("arn:aws:s3:::~plan.aws_s3_bucket.b[%2A%24%7Bx%7D].y]~", Assert.Single(environment.Resources).Arn);
    }

    private static AwsEnvironment Load(string plan, string name = "plan.json") => CloudFormationTests.Load(plan, EnvironmentLoadOptions.Default, name);
}
