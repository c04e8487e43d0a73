using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>Plans that do not say who has a policy, or what it says.</summary>
public sealed class TerraformOpenTargetTests
{
    private const string AllowAll = "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Allow\\\",\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}}\"";
    private const string DenyS3 = "\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":{\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":\\\"s3:*\\\",\\\"Resource\\\":\\\"*\\\"}}\"";

    [Theory]
    [InlineData("""["aws_iam_role.x", "each.key"]""", AccessState.Denied, AccessState.Allowed)]
    [InlineData("""["aws_iam_role.x"]""", AccessState.Denied, AccessState.Allowed)]
    [InlineData("""["aws_iam_role.x[\"a\"]"]""", AccessState.Denied, AccessState.Allowed)]
    [InlineData("""["aws_iam_role.x[\"b\"].name", "aws_iam_role.x[\"b\"]", "aws_iam_role.x"]""", AccessState.Allowed, AccessState.Denied)]
    [InlineData("""["local.x"]""", AccessState.Depends, AccessState.Depends)]
    public void A_policy_is_of_the_role_that_its_reference_names_or_may_be_of_every_one(string references, AccessState first, AccessState second)
    {
        var analyzer = new EnvironmentAnalyzer(Load($$"""{ "name": "d", "policy": {{DenyS3}} }""", """{ "role": true }""", references));
        Assert.Equal((first, second), (Ask(analyzer, "r"), Ask(analyzer, "r2")));
    }

    [Fact]
    public void A_policy_without_a_target_that_can_be_told_is_a_finding_and_a_condition_of_answers()
    {
        AwsEnvironment environment = Load($$"""{ "name": "d", "policy": {{DenyS3}} }""", """{ "role": true }""", """["local.x"]""");
        Assert.Contains(environment.Diagnostics, static finding => finding.Id == "IAM3036" && finding.Help == "every role of this file that may be meant is answered about as if nobody knew whether it is");
        AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Principal.Parse("arn:aws:iam::111122223333:role/r"), "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.Equal(AccessState.Depends, answer.State);
        Assert.DoesNotContain(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.MissingPolicy);
    }

    [Theory]
    [InlineData("\"policy\": null", "warning IAM3035: the policy 'd' is only known when it is deployed")]
    [InlineData("\"policy\": \"\"", "warning IAM3035: the policy 'd' is only known when it is deployed")]
    [InlineData("\"path\": null", "warning IAM3035: the policy 'd' is only known when it is deployed")]
    [InlineData("\"policy\": 5", "error IAM3004: the policy 'd' is ")]
    public void A_policy_that_a_plan_does_not_have_makes_answers_depend(string policy, string finding)
    {
        AwsEnvironment environment = Load($$"""{ "name": "d", "role": "r", {{policy}} }""", "{}", "[]");
        var analyzer = new EnvironmentAnalyzer(environment);
        Assert.Equal((AccessState.Depends, AccessState.Allowed), (Ask(analyzer, "r"), Ask(analyzer, "r2")));
        Assert.Contains(CloudFormationTests.Findings(environment), found => found.Contains(finding, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{ "name": null, "policy": "" }""", AccessState.Denied)]
    [InlineData("""{ "name": "d", "policy": null }""", AccessState.Depends)]
    public void An_inline_policy_without_text_is_unknown_and_an_empty_block_is_none(string inline, AccessState state)
    {
        AwsEnvironment environment = CloudFormationTests.Load($$"""
            { "format_version": "1.2", "terraform_version": "1.9.0", "planned_values": { "root_module": { "resources": [
              { "address": "aws_iam_role.r", "mode": "managed", "type": "aws_iam_role", "name": "r", "values": { "name": "r", "inline_policy": [{{inline}}] } }
            ] } } }
            """, new EnvironmentLoadOptions { AccountId = "111122223333" }, "plan.json");
        Assert.Equal(state, Ask(new EnvironmentAnalyzer(environment), "r"));
    }

    private static AccessState Ask(EnvironmentAnalyzer analyzer, string role) => analyzer.Can(Principal.Parse($"arn:aws:iam::111122223333:role/{role}"), "s3:GetObject", "arn:aws:s3:::b/k").State;

    private static AwsEnvironment Load(string policy, string unknown, string references)
    {
        string role(string key, string name) => $$"""
            { "address": "aws_iam_role.x[\"{{key}}\"]", "mode": "managed", "type": "aws_iam_role", "name": "x", "index": "{{key}}", "values": { "name": "{{name}}", "inline_policy": [{ "name": "a", "policy": {{AllowAll}} }] } }
            """;
        return CloudFormationTests.Load($$"""
            {
              "format_version": "1.2", "terraform_version": "1.9.0",
              "planned_values": { "root_module": { "resources": [
                {{role("a", "r")}}, {{role("b", "r2")}},
                { "address": "aws_iam_role_policy.d[\"a\"]", "mode": "managed", "type": "aws_iam_role_policy", "name": "d", "index": "a", "values": {{policy}} }
              ] } },
              "resource_changes": [{ "address": "aws_iam_role_policy.d[\"a\"]", "change": { "actions": ["create"], "after_unknown": {{unknown}} } }],
              "configuration": { "root_module": { "resources": [{ "address": "aws_iam_role_policy.d", "expressions": { "role": { "references": {{references}} } } }] } }
            }
            """, new EnvironmentLoadOptions { AccountId = "111122223333" }, "plan.json");
    }
}
