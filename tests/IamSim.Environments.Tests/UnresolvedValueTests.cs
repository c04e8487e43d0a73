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

    [Theory]
    [InlineData("!If [C, \"ec2:*\", \"ec2:Describe*\"]", "true")]
    [InlineData("!If [C, \"ec2:Describe*\", \"ec2:*\"]", "false")]
    [InlineData("[s3:GetObject, !If [C, [\"ec2:Run*\", ec2:DescribeInstances], \"EC2:describe*\"]]", "true")]
    public void What_both_ways_of_a_choice_allow_is_allowed_and_what_one_does_depends_on_the_condition(string action, string value)
    {
        AwsEnvironment environment = Load($"Sid: A, Effect: Allow, Action: {action}, Resource: \"*\"");
        Assert.Equal(AccessState.Allowed, Can(environment, "ec2:DescribeInstances", "*"));
        AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Alice, "ec2:RunInstances", "*");
        Assert.Equal(AccessState.Depends, answer.State);
        Assert.StartsWith($"iamsim:unresolved/app.Conditions.C StringEquals {value}", Assert.Single(answer.Partial.Residual.Tests).ToString(), StringComparison.Ordinal);
        Assert.Equal(AccessState.Denied, Can(environment, "sqs:SendMessage", "*"));
    }

    [Theory]
    [InlineData("!If [C, ec2:?escribeInstances, \"ec2:*\"]", AccessState.Allowed)]
    [InlineData("!If [C, \"ec2:?\", \"ec2:*\"]", AccessState.Depends)]
    [InlineData("!If [C, \"ec2:*\", !Ref Param]", AccessState.Depends)]
    [InlineData("!If [C, \"ec2:*\", !Ref AWS::NoValue]", AccessState.Depends)]
    [InlineData("!If [C, \"ec2:*\", !If [C, \"s3:*\", \"ec2:Describe*\"]]", AccessState.Depends)]
    public void Only_what_a_pattern_of_the_other_way_covers_is_certain(string action, AccessState expected) =>
        Assert.Equal(expected, Can(Load($"Effect: Allow, Action: {action}, Resource: \"*\""), "ec2:DescribeInstances", "*"));

    [Fact]
    public void A_choice_in_a_policy_whose_statements_name_no_resource_is_kept()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:ListAllMyBuckets, Resource: \"*\"", """
              Images:
                Type: AWS::ECR::Repository
                Properties: { RepositoryName: images, RepositoryPolicyText: { Version: 2012-10-17, Statement: [{ Effect: Allow, Principal: { AWS: "arn:aws:iam::111122223333:user/alice" }, Action: !If [C, "ecr:*", "ecr:BatchGet*"] }] } }
            """);
        Assert.Equal(AccessState.Allowed, Can(environment, "ecr:BatchGetImage", "arn:aws:ecr:eu-central-1:111122223333:repository/images"));
        Assert.Equal(AccessState.Depends, Can(environment, "ecr:PutImage", "arn:aws:ecr:eu-central-1:111122223333:repository/images"));
    }

    [Fact]
    public void A_choice_of_resources_conditions_or_effects_names_its_condition()
    {
        AwsEnvironment environment = Load("Effect: Allow, Action: s3:GetObject, Resource: !If [C, \"arn:aws:s3:::a/*\", \"arn:aws:s3:::*\"] }, { Effect: !If [C, Deny, Allow], Action: sqs:SendMessage, Resource: \"*\" }, { Effect: Allow, Action: sns:Publish, Resource: \"*\", Condition: { StringEquals: { aws:username: !If [C, bob, alice] } }");
        Assert.Equal(AccessState.Allowed, Can(environment, "s3:GetObject", "arn:aws:s3:::a/x"));
        foreach ((string action, string resource) in new[] { ("s3:GetObject", "arn:aws:s3:::b/x"), ("sqs:SendMessage", "*"), ("sns:Publish", "*") })
        {
            AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Alice, action, resource);
            Assert.Equal(AccessState.Depends, answer.State);
            Assert.Contains("iamsim:unresolved/app.Conditions.C StringEquals false", answer.Partial.Residual.ToString(), StringComparison.Ordinal);
        }
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
