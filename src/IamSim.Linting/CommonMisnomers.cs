using System.Collections.Frozen;
using IamSim.Identifiers;

namespace IamSim.Linting;

/// <summary>What people write and what IAM calls it, where no likeness of the names leads from one to the other.</summary>
internal static class CommonMisnomers
{
    private static readonly FrozenDictionary<string, string> Services = new Dictionary<string, string>
    {
        ["amazonmq"] = "mq", ["api-gateway"] = "apigateway", ["apigatewayv2"] = "apigateway", ["bedrock-agent"] = "bedrock", ["bedrock-runtime"] = "bedrock",
        ["cloudwatch-logs"] = "logs", ["cloudwatchlogs"] = "logs", ["cognito"] = "cognito-idp", ["ebs-volumes"] = "ec2", ["efs"] = "elasticfilesystem",
        ["elasticsearch"] = "es", ["elb"] = "elasticloadbalancing", ["elbv2"] = "elasticloadbalancing", ["emr"] = "elasticmapreduce", ["eventbridge"] = "events",
        ["kinesisfirehose"] = "firehose", ["msk"] = "kafka", ["opensearchserverless"] = "aoss", ["opensearchservice"] = "es", ["parameterstore"] = "ssm",
        ["rds-proxy"] = "rds", ["s3api"] = "s3", ["ses-v2"] = "ses", ["sesv2"] = "ses", ["step-functions"] = "states", ["stepfunctions"] = "states",
        ["systems-manager"] = "ssm", ["systemsmanager"] = "ssm", ["vpc"] = "ec2",
    }.ToFrozenDictionary(AsciiFold.Comparer.Instance);

    // Operations of an API whose permission has another name.
    private static readonly FrozenDictionary<string, string> Actions = new Dictionary<string, string>
    {
        ["bedrock:Converse"] = "bedrock:InvokeModel", ["bedrock:ConverseStream"] = "bedrock:InvokeModelWithResponseStream", ["budgets:CreateBudget"] = "budgets:ModifyBudget",
        ["budgets:DeleteBudget"] = "budgets:ModifyBudget", ["budgets:DescribeBudget"] = "budgets:ViewBudget", ["budgets:DescribeBudgets"] = "budgets:ViewBudget",
        ["budgets:UpdateBudget"] = "budgets:ModifyBudget", ["dynamodb:TransactGetItems"] = "dynamodb:GetItem", ["kms:ReEncrypt"] = "kms:ReEncryptFrom",
        ["lambda:Invoke"] = "lambda:InvokeFunction", ["lambda:InvokeAsync"] = "lambda:InvokeFunction", ["s3:CompleteMultipartUpload"] = "s3:PutObject",
        ["s3:CopyObject"] = "s3:PutObject", ["s3:CreateMultipartUpload"] = "s3:PutObject", ["s3:DeleteObjects"] = "s3:DeleteObject",
        ["s3:GetBucketEncryption"] = "s3:GetEncryptionConfiguration", ["s3:GetPublicAccessBlock"] = "s3:GetBucketPublicAccessBlock", ["s3:HeadBucket"] = "s3:ListBucket",
        ["s3:HeadObject"] = "s3:GetObject", ["s3:ListBuckets"] = "s3:ListAllMyBuckets", ["s3:ListObjects"] = "s3:ListBucket", ["s3:ListObjectsV2"] = "s3:ListBucket",
        ["s3:ListObjectVersions"] = "s3:ListBucketVersions", ["s3:PutBucketEncryption"] = "s3:PutEncryptionConfiguration", ["s3:UploadPart"] = "s3:PutObject",
        ["s3:UploadPartCopy"] = "s3:PutObject", ["sns:PublishBatch"] = "sns:Publish", ["sqs:ChangeMessageVisibilityBatch"] = "sqs:ChangeMessageVisibility",
        ["sqs:DeleteMessageBatch"] = "sqs:DeleteMessage", ["sqs:SendMessageBatch"] = "sqs:SendMessage",
    }.ToFrozenDictionary(AsciiFold.Comparer.Instance);

    /// <summary>The prefix that is meant; <c>null</c> when the name is no known misnomer.</summary>
    public static string? Service(string prefix) => Services.GetValueOrDefault(prefix);

    /// <summary>The action, <c>service:Name</c>, that is meant; <c>null</c> when the name is no known misnomer.</summary>
    public static string? Action(string action) => Actions.GetValueOrDefault(action);
}
