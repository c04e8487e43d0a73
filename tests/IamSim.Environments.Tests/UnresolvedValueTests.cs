using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

/// <summary>What is not known before a template is deployed is neither a wildcard nor nothing: the answer depends.</summary>
public sealed class UnresolvedValueTests
{
    private static readonly Principal Alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");

    [Fact]
    public void An_Allow_on_an_unknown_resource_depends_there_and_nowhere_else()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: [arn:aws:s3:::known/*, !Sub \"arn:aws:s3:::${Param}/*\"]");
        Assert.Equal(["app.yaml:11:158: info IAM3009: the parameter 'Param' has no default: ~app.Param~ stands for it"], CloudFormationTests.Findings(environment));
        Assert.Equal(AccessState.Allowed, Can(environment, "s3:GetObject", "arn:aws:s3:::known/a"));
        Assert.Equal(AccessState.Depends, Can(environment, "s3:GetObject", "arn:aws:s3:::other/a"));
        Assert.Equal(AccessState.Denied, Can(environment, "s3:PutObject", "arn:aws:s3:::other/a"));
        Assert.False(new EnvironmentAnalyzer(environment).Can(Alice, "s3:GetObject", "arn:aws:s3:::other/a").Decision.IsAllowed);
    }

    [Fact]
    public void The_answer_says_what_it_depends_on()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: !Sub \"arn:aws:s3:::${Param}/*\"");
        AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Alice, "s3:GetObject", "arn:aws:s3:::other/a");
        Assert.Contains("iamsim:unresolved/app.Param", answer.Partial.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_unknown_name_is_the_same_bucket()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: !Sub \"arn:aws:s3:::${Param}/*\"", "  Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: !Ref Param } }");
        Assert.True(environment.TryGetResource("arn:aws:s3:::~app.Param~", out _));
        Assert.Equal(AccessState.Allowed, Can(environment, "s3:GetObject", "arn:aws:s3:::~app.Param~/a"));
    }

    [Theory]
    [InlineData("Effect: Deny, Action: s3:DeleteObject, Resource: !Ref Param")]
    [InlineData("Effect: Deny, Action: !Ref Param, Resource: \"*\"")]
    [InlineData("Effect: !Ref Param, Action: s3:DeleteObject, Resource: \"*\"")]
    [InlineData("Effect: Deny, Action: s3:DeleteObject, Resource: \"*\", Condition: { StringEquals: { aws:username: !Ref Param } }")]
    [InlineData("Effect: Deny, NotAction: [s3:GetObject, !Ref Param], Resource: \"*\"")]
    [InlineData("Effect: Deny, NotAction: !Ref Param, Resource: \"*\"")]
    [InlineData("Effect: Deny, Action: s3:DeleteObject, NotResource: !Ref Param")]
    [InlineData("Effect: Deny, Action: s3:DeleteObject, Resource: !ImportValue other-stack-bucket")]
    [InlineData("Effect: Deny, Action: s3:DeleteObject, Resource: \"arn:aws:s3:::{{resolve:ssm:/bucket}}/*\"")]
    [InlineData("Effect: Deny, Action: s3:DeleteObject, Resource: !Select [0, !Split [\",\", !Ref Param]]")]
    [InlineData("Effect: Deny, Action: s3:DeleteObject, Resource: !Transform { Name: M }")]
    public void A_Deny_that_is_unknown_in_part_does_not_vanish(string statement)
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: \"s3:*\", Resource: \"*\" }, { " + statement);
        Assert.Equal(AccessState.Depends, Can(environment, "s3:DeleteObject", "arn:aws:s3:::other/a"));
    }

    [Fact]
    public void A_Deny_that_is_unknown_in_part_leaves_alone_what_it_cannot_reach()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: \"s3:*\", Resource: \"*\" }, { Effect: Deny, Action: s3:DeleteObject, Resource: !Ref Param");
        Assert.Equal(AccessState.Allowed, Can(environment, "s3:GetObject", "arn:aws:s3:::other/a"));
    }

    [Fact]
    public void A_statement_that_nobody_knows_may_allow_or_deny()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: \"*\" }, !Ref Param, { Effect: Deny, Action: s3:PutObject, Resource: \"*\"");
        Assert.Equal(AccessState.Depends, Can(environment, "s3:GetObject", "arn:aws:s3:::other/a"));
        Assert.Equal(AccessState.Depends, Can(environment, "ec2:RunInstances", "*"));
        Assert.Equal(AccessState.Denied, Can(environment, "s3:PutObject", "arn:aws:s3:::other/a"));
    }

    [Fact]
    public void A_statement_under_an_unknown_condition_is_in_doubt()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: \"*\" }, !If [C, { Sid: A, Effect: Deny, Action: s3:PutObject, Resource: \"*\" }, { Sid: A, Effect: Allow, Action: s3:PutObject, Resource: \"*\" }], !If [C, { Effect: Deny, Action: s3:GetObject, Resource: arn:aws:s3:::secret/* }, !Ref AWS::NoValue], { Effect: Deny, Action: ec2:RunInstances, Resource: \"*\"");
        Assert.Equal(AccessState.Allowed, Can(environment, "s3:GetObject", "arn:aws:s3:::other/a"));
        Assert.Equal(AccessState.Depends, Can(environment, "s3:GetObject", "arn:aws:s3:::secret/a"));
        Assert.Equal(AccessState.Depends, Can(environment, "s3:PutObject", "arn:aws:s3:::other/a"));
    }

    [Fact]
    public void A_policy_under_an_unknown_condition_is_in_doubt_and_told()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: \"*\"", """
              More:
                Type: AWS::IAM::UserPolicy
                Condition: C
                Properties: { UserName: alice, PolicyName: more, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: s3:PutObject, Resource: "*" } } }
            """);
        Assert.Equal(
            [
                "app.yaml:5:15: info IAM3009: the parameter 'Param' has no default: ~app.Param~ stands for it",
                "app.yaml:14:16: info IAM3032: whether 'More' is deployed depends on the condition 'C', which is not known",
            ],
            CloudFormationTests.Findings(environment));
        Assert.Equal(AccessState.Allowed, Can(environment, "s3:GetObject", "arn:aws:s3:::other/a"));
        Assert.Equal(AccessState.Depends, Can(environment, "s3:PutObject", "arn:aws:s3:::other/a"));
    }

    [Fact]
    public void An_unknown_principal_lets_nobody_in_for_certain()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:ListAllMyBuckets, Resource: \"*\"", """
              Bucket: { Type: AWS::S3::Bucket, Properties: { BucketName: shared } }
              Share:
                Type: AWS::S3::BucketPolicy
                Properties: { Bucket: shared, PolicyDocument: { Version: 2012-10-17, Statement: [{ Effect: Allow, Principal: { AWS: [!Ref Param, "444455556666"] }, Action: s3:GetObject, Resource: "arn:aws:s3:::shared/*" }] } }
            """);
        Assert.Equal(AccessState.Depends, Can(environment, "s3:GetObject", "arn:aws:s3:::shared/a"));
        Assert.Equal(AccessState.Denied, Can(environment, "s3:PutObject", "arn:aws:s3:::shared/a"));
        // What the open principal stands for could make the policy public, and the settings of the account are not known.
        AccessAnswer named = new EnvironmentAnalyzer(environment).Can(Principal.Parse("arn:aws:iam::444455556666:user/eve"), "s3:GetObject", "arn:aws:s3:::shared/a");
        Assert.Equal((AccessState.Depends, true), (named.State, named.Gaps.Any(static gap => gap.Kind == EnvironmentGapKind.PublicAccessBlock)));
    }

    [Fact]
    public void A_policy_that_is_unknown_as_a_whole_unsettles_everything()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: \"*\"", "  More: { Type: AWS::IAM::UserPolicy, Properties: { UserName: alice, PolicyName: more, PolicyDocument: !Ref Param } }");
        Assert.Contains("app.yaml:12:104: warning IAM3035: the policy 'more' is only known when it is deployed", CloudFormationTests.Findings(environment));
        Assert.Equal(AccessState.Depends, Can(environment, "s3:GetObject", "arn:aws:s3:::other/a"));
    }

    [Fact]
    public void A_policy_that_a_function_writes_as_text_is_read()
    {
        AwsEnvironment environment = Load("Effect: Deny, Action: s3:PutObject, Resource: \"*\"", """
              More:
                Type: AWS::IAM::UserPolicy
                Properties:
                  UserName: alice
                  PolicyName: more
                  PolicyDocument: !Sub '{ "Version": "2012-10-17", "Statement": { "Effect": "Allow", "Action": "s3:GetObject", "Resource": ["arn:aws:s3:::a-${AWS::Region}/*", "arn:aws:s3:::${Param}/*"] } }'
            """);
        Assert.Equal(AccessState.Allowed, Can(environment, "s3:GetObject", "arn:aws:s3:::a-eu-central-1/x"));
        Assert.Equal(AccessState.Depends, Can(environment, "s3:GetObject", "arn:aws:s3:::other/x"));
    }

    private static AccessState Can(AwsEnvironment environment, string action, string resource) => new EnvironmentAnalyzer(environment).Can(Alice, action, resource).State;

    private static AwsEnvironment Load(string statement, string more = "") => CloudFormationTests.Load($$"""
        Parameters:
          Param:
            Type: String
        Conditions:
          C: !Equals [!Ref Param, x]
        Resources:
          Alice:
            Type: AWS::IAM::User
            Properties:
              UserName: alice
              Policies: [{ PolicyName: p, PolicyDocument: { Version: 2012-10-17, Statement: [{ {{statement}} }] } }]
        {{more}}
        """);
}
