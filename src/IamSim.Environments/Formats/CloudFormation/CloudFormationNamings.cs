using System.Collections.Frozen;
using IamSim.Environments.Formats.Deployment;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>How the types of templates get their names. See the "Return values" of their pages in the CloudFormation Template Reference.</summary>
internal static class CloudFormationNamings
{
    private static readonly ResourceNaming[] All =
    [
        // Read, or part of what is read.
        new("AWS::IAM::Role", "RoleName", "iam", "role{path}{name}", Place: ArnPlace.Global),
        new("AWS::IAM::User", "UserName", "iam", "user{path}{name}", Place: ArnPlace.Global),
        new("AWS::IAM::Group", "GroupName", "iam", "group{path}{name}", Place: ArnPlace.Global),
        new("AWS::IAM::InstanceProfile", "InstanceProfileName", "iam", "instance-profile{path}{name}", Place: ArnPlace.Global),
        new("AWS::IAM::ManagedPolicy", "ManagedPolicyName", "iam", "policy{path}{name}", ReferenceForm.Arn, ArnPlace.Global),
        new("AWS::IAM::OIDCProvider", "Url", "iam", "oidc-provider/{name}", ReferenceForm.Arn, ArnPlace.Global),
        new("AWS::IAM::SAMLProvider", "Name", "iam", "saml-provider/{name}", ReferenceForm.Arn, ArnPlace.Global),
        new("AWS::S3::Bucket", "BucketName", "s3", "{name}", Place: ArnPlace.Bare),
        new("AWS::SQS::Queue", "QueueName", "sqs", "{name}", ReferenceForm.QueueUrl),
        new("AWS::SNS::Topic", "TopicName", "sns", "{name}", ReferenceForm.Arn),
        new("AWS::KMS::Key", null, "kms", "key/{name}"),
        new("AWS::KMS::Alias", "AliasName", "kms", "{name}"),
        new("AWS::Lambda::Function", "FunctionName", "lambda", "function:{name}"),
        new("AWS::SecretsManager::Secret", "Name", "secretsmanager", "secret:{name}-~~~~~~", ReferenceForm.Arn),
        new("AWS::ECR::Repository", "RepositoryName", "ecr", "repository/{name}"),
        new("AWS::ApiGateway::RestApi", null, "execute-api", "{name}"),
        new("AWS::EC2::VPCEndpoint", null, "ec2", "vpc-endpoint/{name}"),
        new("AWS::Organizations::Policy", null, null, ""),
        new("AWS::Organizations::OrganizationalUnit", null, null, ""),
        new("AWS::Organizations::Account", null, null, ""),
        // Only referred to.
        new("AWS::DynamoDB::Table", "TableName", "dynamodb", "table/{name}"),
        new("AWS::DynamoDB::GlobalTable", "TableName", "dynamodb", "table/{name}"),
        new("AWS::Logs::LogGroup", "LogGroupName", "logs", "log-group:{name}:*"),
        new("AWS::Kinesis::Stream", "Name", "kinesis", "stream/{name}"),
        new("AWS::KinesisFirehose::DeliveryStream", "DeliveryStreamName", "firehose", "deliverystream/{name}"),
        new("AWS::StepFunctions::StateMachine", "StateMachineName", "states", "stateMachine:{name}", ReferenceForm.Arn),
        new("AWS::CodeBuild::Project", "Name", "codebuild", "project/{name}"),
        new("AWS::Events::EventBus", "Name", "events", "event-bus/{name}"),
        new("AWS::Events::Rule", "Name", "events", "rule/{name}"),
        new("AWS::ECS::Cluster", "ClusterName", "ecs", "cluster/{name}"),
        new("AWS::SSM::Parameter", "Name", null, ""),
    ];

    /// <summary>By type.</summary>
    public static FrozenDictionary<string, ResourceNaming> ByType { get; } = All.ToFrozenDictionary(static naming => naming.Type, StringComparer.Ordinal);
}
