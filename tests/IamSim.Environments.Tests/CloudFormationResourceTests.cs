using IamSim.Diagnostics;
using IamSim.Identifiers;
using static IamSim.Environments.Tests.CloudFormationTests;

namespace IamSim.Environments.Tests;

/// <summary>What the resources of templates become.</summary>
public sealed class CloudFormationResourceTests
{
    [Fact]
    public void Attachments_groups_and_boundaries_are_joined()
    {
        AwsEnvironment environment = Load("""
            Resources:
              Team:
                Type: AWS::IAM::Group
                Properties: { GroupName: team, ManagedPolicyArns: [!Ref Read] }
              Alice:
                Type: AWS::IAM::User
                Properties: { UserName: alice, Groups: [!Ref Team], PermissionsBoundary: arn:aws:iam::aws:policy/AdministratorAccess, Tags: [{ Key: team, Value: blue }] }
              Bob:
                Type: AWS::IAM::User
                Properties: { UserName: bob }
              Add:
                Type: AWS::IAM::UserToGroupAddition
                Properties: { GroupName: team, Users: [!Ref Bob] }
              Read:
                Type: AWS::IAM::ManagedPolicy
                Properties:
                  ManagedPolicyName: read
                  Users: [bob]
                  PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: s3:GetObject, Resource: !Sub "arn:aws:s3:::x/${!aws:PrincipalTag/team}/*" } }
              Inline:
                Type: AWS::IAM::Policy
                Properties:
                  PolicyName: inline
                  Users: [!Ref Bob, carol]
                  PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Action: s3:PutObject, Resource: "*" } }
              Profile:
                Type: AWS::IAM::InstanceProfile
                Properties: { InstanceProfileName: profile, Roles: [!Ref App] }
              App:
                Type: AWS::IAM::Role
                Properties: { RoleName: app, Path: /service/ }
            """);
        Assert.Equal(["app.yaml:24:25: warning IAM3036: the policy 'Inline' is attached to the user 'carol', which was not found"], Findings(environment));
        AwsAccount account = Assert.Single(environment.Accounts);
        Assert.Equal(["alice: team", "bob: team"], account.Users.Select(static user => $"{user.Name}: {string.Join(' ', user.Groups.Select(static group => group.Name))}"));
        Assert.Equal(["inline"], account.Users[1].InlinePolicies.Select(static policy => policy.Name));
        Assert.Equal(["arn:aws:iam::111122223333:policy/read"], account.Users[1].AttachedPolicies.Select(static attachment => attachment.Arn));
        Assert.Equal(["arn:aws:iam::111122223333:instance-profile/profile"], account.Roles[0].InstanceProfiles);
        var alice = Principal.Parse("arn:aws:iam::111122223333:user/alice");
        Assert.Equal(AccessState.Allowed, new EnvironmentAnalyzer(environment).Can(alice, "s3:GetObject", "arn:aws:s3:::x/blue/a").State);
        Assert.Equal(AccessState.Denied, new EnvironmentAnalyzer(environment).Can(alice, "s3:GetObject", "arn:aws:s3:::x/red/a").State);
    }

    [Fact]
    public void Resources_of_services_have_their_policies()
    {
        AwsEnvironment environment = Load("""
            Resources:
              Bucket:
                Type: AWS::S3::Bucket
                Properties:
                  BucketName: open
                  PublicAccessBlockConfiguration: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: false, RestrictPublicBuckets: false }
                  OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerEnforced }] }
              BucketPolicy:
                Type: AWS::S3::BucketPolicy
                Properties: { Bucket: !Ref Bucket, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: !Sub "${Bucket.Arn}/*" } } }
              Queue:
                Type: AWS::SQS::Queue
                Properties: { QueueName: jobs }
              QueuePolicy:
                Type: AWS::SQS::QueuePolicy
                Properties: { Queues: [!Ref Queue], PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { AWS: "444455556666" }, Action: sqs:SendMessage, Resource: !GetAtt Queue.Arn } } }
              Topic:
                Type: AWS::SNS::Topic
                Properties: { TopicName: news }
              TopicPolicy:
                Type: AWS::SNS::TopicPolicy
                Properties: { Topics: [!Ref Topic], PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { Service: s3.amazonaws.com }, Action: sns:Publish, Resource: !Ref Topic } } }
              Key:
                Type: AWS::KMS::Key
              Alias:
                Type: AWS::KMS::Alias
                Properties: { AliasName: alias/app, TargetKeyId: !Ref Key }
              Function:
                Type: AWS::Lambda::Function
                Properties: { FunctionName: worker, Role: !GetAtt Runner.Arn }
              Runner:
                Type: AWS::IAM::Role
                Properties: { RoleName: runner }
              Invoke:
                Type: AWS::Lambda::Permission
                Properties: { FunctionName: !GetAtt Function.Arn, Action: lambda:InvokeFunction, Principal: s3.amazonaws.com, SourceArn: !GetAtt Bucket.Arn }
              Secret:
                Type: AWS::SecretsManager::Secret
                Properties: { Name: db }
              SecretPolicy:
                Type: AWS::SecretsManager::ResourcePolicy
                Properties: { SecretId: !Ref Secret, ResourcePolicy: { Version: 2012-10-17, Statement: { Effect: Deny, Principal: "*", Action: secretsmanager:DeleteSecret, Resource: "*" } } }
              Images:
                Type: AWS::ECR::Repository
                Properties: { RepositoryName: images, RepositoryPolicyText: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: { AWS: "444455556666" }, Action: ecr:BatchGetImage } } }
              Endpoint:
                Type: AWS::EC2::VPCEndpoint
                Properties: { VpcId: vpc-1, ServiceName: com.amazonaws.eu-central-1.s3, PolicyDocument: { Version: 2012-10-17, Statement: { Effect: Allow, Principal: "*", Action: s3:GetObject, Resource: "*" } } }
            """);
        Assert.Equal(["IAM3030 Key", "IAM3030 Endpoint"], environment.Diagnostics.Select(static finding => $"{finding.Id} {finding.Message.Split('\'')[1]}"));
        Assert.Equal(
            [
                "arn:aws:ecr:eu-central-1:111122223333:repository/images", "arn:aws:kms:eu-central-1:111122223333:key/~app.Key~", "arn:aws:lambda:eu-central-1:111122223333:function:worker",
                "arn:aws:s3:::open", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db-~~~~~~", "arn:aws:sns:eu-central-1:111122223333:news", "arn:aws:sqs:eu-central-1:111122223333:jobs",
            ],
            environment.Resources.Select(static resource => resource.Arn));
        Assert.All(environment.Resources, static resource => Assert.NotNull(resource.Policy?.Document));
        EnvironmentResource bucket = environment.Resources[3];
        Assert.Equal(new S3PublicAccessBlock(true, true, false, false), bucket.PublicAccessBlock);
        Assert.False(bucket.HasAccessControlLists);
        Assert.Equal(Account, bucket.OwnerAccountId);
        Assert.Equal(["arn:aws:iam::111122223333:role/runner"], environment.Resources[2].ExecutionRoles);
        Assert.Equal(["arn:aws:kms:eu-central-1:111122223333:alias/app"], environment.Resources[1].Aliases);
        Assert.Equal(VpcEndpointType.Gateway, Assert.Single(environment.VpcEndpoints).Type);
        Assert.NotNull(environment.VpcEndpoints[0].Policy?.Document);
        var analyzer = new EnvironmentAnalyzer(environment);
        AccessAnswer anyone = analyzer.Can(Principal.Anonymous, "s3:GetObject", "arn:aws:s3:::open/a");
        Assert.Equal((AccessState.Depends, true), (anyone.State, anyone.Gaps.Any(static gap => gap.Kind == EnvironmentGapKind.PublicAccessBlock)));
        Assert.Equal(AccessState.Allowed, analyzer.Can(Principal.Parse("arn:aws:iam::444455556666:user/eve"), "sqs:SendMessage", "arn:aws:sqs:eu-central-1:111122223333:jobs").State);
        Assert.Equal(AccessState.Denied, analyzer.Can(Principal.Parse("arn:aws:iam::111122223333:role/runner"), "secretsmanager:DeleteSecret", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:db").State);
        Principal s3 = Principal.Parse("s3.amazonaws.com") with { SourceArn = "arn:aws:s3:::open" };
        Assert.Equal(AccessState.Allowed, analyzer.Can(s3, "lambda:InvokeFunction", "arn:aws:lambda:eu-central-1:111122223333:function:worker").State);
    }

    [Fact]
    public void Policies_of_an_organization_are_attached_beside_the_one_that_allows_everything()
    {
        AwsEnvironment environment = Load("""
            Resources:
              Unit:
                Type: AWS::Organizations::OrganizationalUnit
                Properties: { Name: apps, ParentId: r-ab12 }
              NoKeys:
                Type: AWS::Organizations::Policy
                Properties:
                  Name: no-keys
                  Type: SERVICE_CONTROL_POLICY
                  TargetIds: [!Ref Unit]
                  Content: { Version: 2012-10-17, Statement: { Effect: Deny, Action: iam:CreateAccessKey, Resource: "*" } }
            """);
        OrganizationNode unit = Assert.Single(Assert.Single(environment.Organization!.Roots).Children);
        Assert.Equal(("apps", "~app.Unit~"), (unit.Name, unit.Id));
        Assert.Equal(["p-FullAWSAccess", "no-keys"], unit.ServiceControlPolicies!.Value.Select(static policy => policy.Name));
    }
}
