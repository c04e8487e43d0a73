using IamSim.Diagnostics;
using IamSim.Identifiers;

namespace IamSim.Environments.Tests;

public sealed class CloudFormationTests
{
    internal const string Account = "111122223333";

    private const string Template = """
        AWSTemplateFormatVersion: 2010-09-09
        Parameters:
          Stage:
            Type: String
            Default: test
        Resources:
          Reports:
            Type: AWS::S3::Bucket
            Properties:
              BucketName: !Sub reports-${Stage}
          Reader:
            Type: AWS::IAM::Role
            Properties:
              RoleName: reader
              AssumeRolePolicyDocument:
                Version: 2012-10-17
                Statement:
                  - Effect: Allow
                    Principal: { Service: lambda.amazonaws.com }
                    Action: sts:AssumeRole
              Policies:
                - PolicyName: read
                  PolicyDocument:
                    Version: 2012-10-17
                    Statement:
                      - Effect: Allow
                        Action: s3:GetObject
                        Resource: !Sub "${Reports.Arn}/*"
                      - Effect: Deny
                        Action: s3:GetObject
                        Resource: !Join ["", [!GetAtt Reports.Arn, /secret/*]]
        """;

    private static readonly EnvironmentLoadOptions Options = new() { AccountId = Account, Region = "eu-central-1" };

    [Fact]
    public void A_role_of_a_YAML_template_can_what_its_resolved_policy_allows()
    {
        AwsEnvironment environment = Load(Template);
        Assert.Empty(environment.Diagnostics);
        var analyzer = new EnvironmentAnalyzer(environment);
        var reader = Principal.Parse("arn:aws:iam::111122223333:role/reader");
        Assert.Equal(AccessState.Allowed, analyzer.Can(reader, "s3:GetObject", "arn:aws:s3:::reports-test/q1.csv").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(reader, "s3:GetObject", "arn:aws:s3:::reports-test/secret/q1.csv").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(reader, "s3:GetObject", "arn:aws:s3:::reports-prod/q1.csv").State);
    }

    [Fact]
    public void An_explanation_points_at_the_statement_in_the_template()
    {
        var analyzer = new EnvironmentAnalyzer(Load(Template));
        AccessAnswer answer = analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:role/reader"), "s3:GetObject", "arn:aws:s3:::reports-test/secret/q1.csv");
        Assert.Contains("app.yaml:29:", answer.Explain().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_given_parameter_wins_over_its_default()
    {
        AwsEnvironment environment = Load(Template, Options with { Parameters = Options.Parameters.Add("Stage", "prod") });
        Assert.True(environment.TryGetResource("arn:aws:s3:::reports-prod", out _));
        Assert.False(environment.TryGetResource("arn:aws:s3:::reports-test", out _));
    }

    [Fact]
    public void A_resource_without_a_name_has_one_that_is_told_and_that_its_policies_know()
    {
        AwsEnvironment environment = Load("""
            Resources:
              Logs:
                Type: AWS::S3::Bucket
              Writer:
                Type: AWS::IAM::User
                Properties:
                  Policies:
                    - PolicyName: write
                      PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: s3:PutObject, Resource: !Sub "arn:aws:s3:::${Logs}/*" } }
            """);
        Assert.Equal(
            [
                "app.yaml:3:5: info IAM3030: 'Logs' gets its name or id when it is deployed: ~app.Logs~ stands for it",
                "app.yaml:5:5: info IAM3030: 'Writer' gets its name or id when it is deployed: ~app.Writer~ stands for it",
            ],
            Findings(environment));
        var writer = Principal.Parse("arn:aws:iam::111122223333:user/~app.Writer~");
        var analyzer = new EnvironmentAnalyzer(environment);
        Assert.Equal(AccessState.Allowed, analyzer.Can(writer, "s3:PutObject", "arn:aws:s3:::~app.Logs~/a").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(writer, "s3:PutObject", "arn:aws:s3:::logs/a").State);
    }

    [Fact]
    public void An_account_that_nothing_tells_is_made_up_and_told()
    {
        AwsEnvironment environment = Load(Template, EnvironmentLoadOptions.Default);
        Assert.Equal(["app.yaml:1:1: info IAM3031: nothing tells which account this is for: 000000000000 stands for it"], Findings(environment));
        Assert.True(environment.TryGetIdentity("arn:aws:iam::000000000000:role/reader", out _));
    }

    [Fact]
    public void The_functions_of_a_JSON_template_are_resolved()
    {
        AwsEnvironment environment = Load("""
            {
              "Parameters": { "Names": { "Type": "CommaDelimitedList", "Default": "one, two" }, "Stage": { "Type": "String", "Default": "prod" } },
              "Mappings": { "Stages": { "prod": { "Suffix": "live" } } },
              "Conditions": {
                "IsProd": { "Fn::Equals": [{ "Ref": "Stage" }, "prod"] },
                "IsTest": { "Fn::Not": [{ "Condition": "IsProd" }] },
                "Either": { "Fn::Or": [{ "Condition": "IsProd" }, { "Condition": "IsTest" }] },
                "Both": { "Fn::And": [{ "Condition": "IsProd" }, { "Condition": "IsTest" }] }
              },
              "Resources": {
                "A": { "Type": "AWS::IAM::User", "Properties": { "UserName": { "Fn::Join": ["-", ["a", { "Fn::Select": ["1", { "Ref": "Names" }] }]] } } },
                "B": { "Type": "AWS::IAM::User", "Properties": { "UserName": { "Fn::Sub": ["b-${x}-${!literal}-${AWS::Region}", { "x": { "Fn::Select": [0, { "Fn::Split": ["/", "p/q"] }] } }] } } },
                "C": { "Type": "AWS::IAM::User", "Properties": { "UserName": { "Fn::FindInMap": ["Stages", { "Ref": "Stage" }, "Suffix"] }, "Path": "/team/" } },
                "D": { "Type": "AWS::IAM::User", "Properties": { "UserName": { "Fn::If": ["Both", "no", { "Fn::Base64": "d" }] } } },
                "E": { "Type": "AWS::IAM::User", "Condition": "IsTest", "Properties": { "UserName": "e" } },
                "F": { "Type": "AWS::IAM::User", "Condition": "Either", "Properties": { "UserName": "f", "PermissionsBoundary": { "Fn::If": ["IsProd", { "Ref": "AWS::NoValue" }, "arn:aws:iam::aws:policy/X"] } } }
              }
            }
            """, name: "app.json");
        Assert.Empty(environment.Diagnostics);
        Assert.Equal(
            ["arn:aws:iam::111122223333:user/ZA==", "arn:aws:iam::111122223333:user/a-two", "arn:aws:iam::111122223333:user/b-p-${literal}-eu-central-1", "arn:aws:iam::111122223333:user/f", "arn:aws:iam::111122223333:user/team/live"],
            environment.Principals.Select(static principal => principal.Arn).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_policy_in_a_JSON_template_keeps_its_exact_places()
    {
        AwsEnvironment environment = Load("""
            {
              "Resources": {
                "R": {
                  "Type": "AWS::IAM::Role",
                  "Properties": {
                    "RoleName": "r",
                    "AssumeRolePolicyDocument": {
                      "Version": "2012-10-17",
                      "Statement": [{ "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" }]
                    }
                  }
                }
              }
            }
            """, name: "app.json");
        EnvironmentPolicy trust = Assert.Single(environment.Accounts[0].Roles).TrustPolicy!;
        Assert.True(trust.IsVerbatim);
        Assert.Equal((9, 25), (trust.Document!.Statements[0].Position.Line, trust.Document.Statements[0].Position.Column));
    }

    [Fact]
    public void A_statement_chosen_by_a_known_condition_stands_in_the_policy()
    {
        AwsEnvironment environment = Load("""
            {
              "Conditions": { "Yes": { "Fn::Equals": ["a", "a"] } },
              "Resources": {
                "R": {
                  "Type": "AWS::IAM::User",
                  "Properties": {
                    "UserName": "u",
                    "Policies": [{
                      "PolicyName": "p",
                      "PolicyDocument": {
                        "Version": "2012-10-17",
                        "Statement": [
                          { "Fn::If": ["Yes", { "Effect": "Allow", "Action": "s3:GetObject", "Resource": "*" }, { "Ref": "AWS::NoValue" }] },
                          { "Fn::If": ["Yes", { "Ref": "AWS::NoValue" }, { "Effect": "Deny", "Action": "s3:GetObject", "Resource": "*" }] }
                        ]
                      }
                    }]
                  }
                }
              }
            }
            """, name: "app.json");
        Assert.Empty(environment.Diagnostics);
        AccessAnswer answer = new EnvironmentAnalyzer(environment).Can(Principal.Parse("arn:aws:iam::111122223333:user/u"), "s3:GetObject", "arn:aws:s3:::any/a");
        Assert.Equal(AccessState.Allowed, answer.State);
        Assert.Equal((13, 35), (answer.Statement!.Place.Line, answer.Statement.Place.Column));
    }

    [Fact]
    public void A_CDK_folder_has_the_account_of_its_manifest()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("cdk.out/manifest.json", """{ "version": "36.0.0", "artifacts": { "App": { "type": "aws:cloudformation:stack", "environment": "aws://444455556666/eu-west-1", "properties": { "templateFile": "App.template.json" } } } }""")
            .With("cdk.out/App.assets.json", """{ "version": "36.0.0", "files": {}, "dockerImages": {} }""")
            .With("cdk.out/tree.json", """{ "version": "tree-0.1", "tree": { "id": "App", "path": "" } }""")
            .With("cdk.out/App.template.json", """
                {
                  "Resources": {
                    "FnServiceRoleB9001A96": {
                      "Type": "AWS::IAM::Role",
                      "Properties": {
                        "AssumeRolePolicyDocument": { "Version": "2012-10-17", "Statement": [{ "Action": "sts:AssumeRole", "Effect": "Allow", "Principal": { "Service": "lambda.amazonaws.com" } }] },
                        "ManagedPolicyArns": [{ "Fn::Join": ["", ["arn:", { "Ref": "AWS::Partition" }, ":iam::aws:policy/AdministratorAccess"]] }]
                      },
                      "Metadata": { "aws:cdk:path": "App/Fn/ServiceRole/Resource" }
                    },
                    "CDKMetadata": { "Type": "AWS::CDK::Metadata", "Properties": { "Analytics": "v2:deflate64:x" } }
                  },
                  "Parameters": { "BootstrapVersion": { "Type": "AWS::SSM::Parameter::Value<String>", "Default": "/cdk-bootstrap/hnb659fds/version" } }
                }
                """);
        AwsEnvironment environment = folder.Load();
        Assert.Equal(["IAM3030"], environment.Diagnostics.Select(static finding => finding.Id));
        IamPrincipal role = Assert.Single(environment.Principals);
        Assert.Equal("arn:aws:iam::444455556666:role/~cdk.out.App.FnServiceRoleB9001A96~", role.Arn);
        Assert.Equal(AccessState.Allowed, new EnvironmentAnalyzer(environment).Can(Principal.Parse(role.Arn), "s3:GetObject", "arn:aws:s3:::any/thing").State);
    }

    [Fact]
    public void What_the_template_gets_wrong_or_hides_is_told_at_its_place()
    {
        AwsEnvironment environment = Load("""
            Transform: AWS::Serverless-2016-10-31
            Resources:
              A:
                Type: AWS::IAM::User
                Properties:
                  UserName: !Ref Nobody
              B:
                Type: AWS::IAM::User
                Properties:
                  UserName: !GetAtt Nothing.Arn
              Nested:
                Type: AWS::CloudFormation::Stack
            """);
        Assert.Equal(
            [
                "app.yaml:1:12: warning IAM3034: the transform 'AWS::Serverless-2016-10-31' may make roles and policies",
                "app.yaml:6:17: warning IAM3033: nothing of the template is called 'Nobody'",
                "app.yaml:10:17: warning IAM3033: the template has no resource 'Nothing'",
                "app.yaml:12:5: warning IAM3034: the resources of the nested stack 'Nested' do not stand here",
            ],
            Findings(environment));
    }

    [Fact]
    public void Text_that_is_not_YAML_is_told_with_its_place()
    {
        AwsEnvironment environment = Load("Resources:\r\n  A: [\r\n");
        Assert.StartsWith("app.yaml:3:1: error IAM3020: the text is not YAML: ", Finding(Assert.Single(environment.Diagnostics)), StringComparison.Ordinal);
    }

    [Fact]
    public void An_escape_of_no_character_is_a_finding()
    {
        Assert.Equal("IAM3020", Assert.Single(Load("Resources: \"\\UFFFFFFFF\"\n").Diagnostics).Id);
    }

    [Fact]
    public void Aliases_that_multiply_and_names_that_need_themselves_come_to_an_end()
    {
        string bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 9).Select(static i => $"{(char)('a' + i)}: &{(char)('a' + i)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + i - 1)}", 10))}]\n")) + "Resources: {}\n";
        Assert.Equal("IAM3020", Assert.Single(Load(bomb).Diagnostics).Id);

        string growing = "Resources:\n" + string.Concat(Enumerable.Range(0, 60).Select(static i => $"  U{i}: {{ Type: AWS::IAM::User, Properties: {{ UserName: !Sub \"${{U{(i + 1) % 60}}}${{U{(i + 1) % 60}}}\" }} }}\n"));
        Assert.Contains(Load(growing).Diagnostics, static finding => finding.Id == "IAM3009");
    }

    internal static AwsEnvironment Load(string template, EnvironmentLoadOptions? options = null, string name = "app.yaml")
    {
        using TemporaryFolder folder = new TemporaryFolder().With(name, template);
        return folder.Load(options ?? Options);
    }

    internal static IEnumerable<string> Findings(AwsEnvironment environment) => environment.Diagnostics.Select(Finding);

    // Without the folder, which is another each time.
    internal static string Finding(Diagnostic finding)
    {
        string text = finding.ToString();
        int folder = text.LastIndexOf(Path.DirectorySeparatorChar, text.IndexOf(": ", StringComparison.Ordinal));
        return text[(folder + 1)..];
    }
}
