using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>Templates in which it is not known who has a policy, or which of two there will be: what may deny makes answers depend.</summary>
public sealed class OpenAttachmentTests
{
    private const string AllowAll = """{ "Version": "2012-10-17", "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }] }""";
    private const string DenyS3 = """{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Action": "s3:*", "Resource": "*" }] }""";
    private const string DenyOnBucket = """{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*" }] }""";
    private const string None = """{ "Ref": "AWS::NoValue" }""";
    private const string Allowing = $$"""{ "PolicyName": "a", "PolicyDocument": {{AllowAll}} }""";
    private const string Denying = $$"""{ "PolicyName": "d", "PolicyDocument": {{DenyS3}} }""";

    [Theory]
    [InlineData($$"""[{{Allowing}}, { "Fn::If": ["C", { "Fn::If": ["E", {{Denying}}, {{None}}] }, {{None}}] }]""")]
    [InlineData($$"""[{{Allowing}}, { "Fn::If": ["C", {{None}}, { "Fn::If": ["E", {{None}}, {{Denying}}] }] }]""")]
    [InlineData($$"""{ "Fn::If": ["C", { "Fn::If": ["E", [{{Allowing}}, {{Denying}}], [{{Allowing}}]] }, [{{Allowing}}]] }""")]
    public void An_inline_policy_under_two_open_conditions_makes_the_answer_depend(string policies) =>
        Assert.Equal(AccessState.Depends, Ask(Role("r", policies)));

    [Fact]
    public void An_inline_policy_under_two_conditions_is_there_when_both_hold()
    {
        string role = Role("r", $$"""[{{Allowing}}, { "Fn::If": ["C", { "Fn::If": ["E", {{Denying}}, {{None}}] }, {{None}}] }]""");
        Assert.Equal((AccessState.Denied, AccessState.Allowed), (Ask(role, ("P", "x"), ("Q", "x")), Ask(role, ("P", "y"))));
    }

    [Theory]
    [InlineData("""[{ "Fn::If": ["C", { "Ref": "r" }, { "Ref": "AWS::NoValue" }] }]""")]
    [InlineData("""[{ "Fn::If": ["C", { "Ref": "r2" }, { "Ref": "r" }] }]""")]
    [InlineData("""{ "Fn::If": ["C", [{ "Ref": "r" }], [{ "Ref": "r2" }]] }""")]
    [InlineData("""{ "Ref": "L" }""")]
    [InlineData("""[{ "Ref": "P" }]""")]
    public void A_policy_whose_roles_are_open_makes_the_answers_of_each_depend(string roles)
    {
        string both(string type, string own, string attached) => $$"""
            {{Role("r", own)}}, {{Role("r2", own)}}, "X": { "Type": "AWS::IAM::{{type}}", "Properties": { "PolicyName": "x", "PolicyDocument": {{attached}}, "Roles": {{roles}} } }
            """;
        foreach (string type in new[] { "Policy", "ManagedPolicy" })
        {
            Assert.Equal(AccessState.Depends, Ask(both(type, $"[{Allowing}]", DenyS3)));
            Assert.Equal(AccessState.Depends, Ask(both(type, "[]", AllowAll)));
        }
    }

    [Fact]
    public void A_policy_of_one_of_two_roles_says_on_which_condition_it_depends()
    {
        AccessAnswer answer = Answer($$"""
            {{Role("r", "[]")}}, {{Role("r2", "[]")}},
            "X": { "Type": "AWS::IAM::RolePolicy", "Properties": { "PolicyName": "x", "RoleName": { "Fn::If": ["C", { "Ref": "r" }, { "Ref": "r2" }] }, "PolicyDocument": {{AllowAll}} } }
            """, []);
        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Contains("iamsim:unresolved/app.Conditions.C", answer.Explain().ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(answer.Gaps, static gap => gap.Kind == EnvironmentGapKind.MissingPolicy);
    }

    [Theory]
    [InlineData("""[{ "Fn::If": ["C", "g", { "Ref": "AWS::NoValue" }] }]""", "")]
    [InlineData("[]", """, "A": { "Type": "AWS::IAM::UserToGroupAddition", "Condition": "C", "Properties": { "GroupName": "g", "Users": ["r"] } }""")]
    [InlineData("[]", """, "A": { "Type": "AWS::IAM::UserToGroupAddition", "Properties": { "GroupName": "g", "Users": { "Ref": "L" } } }""")]
    public void A_member_in_doubt_makes_the_answer_depend(string groups, string addition)
    {
        AccessAnswer answer = Answer($$"""
            "U": { "Type": "AWS::IAM::User", "Properties": { "UserName": "r", "Groups": {{groups}} } },
            "G": { "Type": "AWS::IAM::Group", "Properties": { "GroupName": "g", "Policies": [{{Allowing}}] } }{{addition}}
            """, [], "user/r");
        Assert.Equal(AccessState.Depends, answer.State);
        Assert.Contains(answer.Gaps, static gap => gap.Subject == "policies of the group g");
    }

    [Theory]
    [InlineData($$"""
        "X": { "Type": "AWS::S3::BucketPolicy", "Properties": { "Bucket": { "Fn::If": ["C", { "Ref": "B" }, "c"] }, "PolicyDocument": {{DenyOnBucket}} } }
        """)]
    [InlineData($$"""
        "X": { "Type": "AWS::S3::BucketPolicy", "Condition": "C", "Properties": { "Bucket": "b", "PolicyDocument": { "Version": "2012-10-17", "Statement": [] } } },
        "Y": { "Type": "AWS::S3::BucketPolicy", "Condition": "E", "Properties": { "Bucket": "b", "PolicyDocument": {{DenyOnBucket}} } }
        """)]
    public void A_bucket_policy_in_doubt_makes_the_answer_depend(string policy) => Assert.Equal(AccessState.Depends, Ask($"{Role("r", $"[{Allowing}]")}, {policy}"));

    [Fact]
    public void Of_two_roles_of_one_name_of_which_one_may_not_be_deployed_nothing_is_known()
    {
        string second = Role("r", $"[{Denying}]").Replace("\"r\": {", "\"Other\": { \"Condition\": \"C\",", StringComparison.Ordinal);
        foreach (string resources in new[] { $"{Role("r", $"[{Allowing}]")}, {second}", $"{second}, {Role("r", $"[{Allowing}]")}" })
        {
            Assert.Equal(AccessState.Depends, Ask(resources));
            Assert.Contains(Load(resources, []).Diagnostics, static finding => finding.Id == "IAM3007" && finding.Message == "'arn:aws:iam::111122223333:role/r' stands twice");
        }
    }

    [Fact]
    public void Of_two_managed_policies_of_one_name_of_which_one_may_not_be_deployed_nothing_is_known()
    {
        string policy(string id, string condition, string text) => $$"""
            "{{id}}": { "Type": "AWS::IAM::ManagedPolicy", {{condition}} "Properties": { "ManagedPolicyName": "m", "PolicyDocument": {{text}}, "Roles": ["r"] } }
            """;
        Assert.Equal(AccessState.Depends, Ask($"{Role("r", "[]")}, {policy("X", "", AllowAll)}, {policy("Y", "\"Condition\": \"C\",", DenyS3)}"));
    }

    private static string Role(string name, string policies) => $$"""
        "{{name}}": { "Type": "AWS::IAM::Role", "Properties": { "RoleName": "{{name}}", "Policies": {{policies}} } }
        """;

    private static AccessState Ask(string resources, params (string Name, string Value)[] parameters) => Answer(resources, parameters).State;

    private static AccessAnswer Answer(string resources, (string Name, string Value)[] parameters, string who = "role/r") =>
        new EnvironmentAnalyzer(Load(resources, parameters)).Can(Principal.Parse($"arn:aws:iam::111122223333:{who}"), "s3:GetObject", "arn:aws:s3:::b/k");

    private static AwsEnvironment Load(string resources, (string Name, string Value)[] parameters)
    {
        var options = new EnvironmentLoadOptions { AccountId = "111122223333", Region = "eu-central-1" };
        foreach ((string name, string value) in parameters)
        {
            options = options with { Parameters = options.Parameters.Add(name, value) };
        }

        return CloudFormationTests.Load($$"""
            {
              "AWSTemplateFormatVersion": "2010-09-09",
              "Parameters": { "P": { "Type": "String" }, "Q": { "Type": "String" }, "L": { "Type": "CommaDelimitedList" } },
              "Conditions": { "C": { "Fn::Equals": [{ "Ref": "P" }, "x"] }, "E": { "Fn::Equals": [{ "Ref": "Q" }, "x"] } },
              "Resources": { "B": { "Type": "AWS::S3::Bucket", "Properties": { "BucketName": "b" } }, {{resources}} }
            }
            """, options, "app.json");
    }
}
