using System.Collections.Frozen;
using IamSim.Environments.Formats.Deployment;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>How the resources of the AWS provider get their names. See "Attribute Reference" of their pages in the Terraform Registry.</summary>
internal static class TerraformNamings
{
    private static readonly ResourceNaming[] All =
    [
        new("aws_iam_role", "name", "iam", "role{path}{name}", Place: ArnPlace.Global),
        new("aws_iam_user", "name", "iam", "user{path}{name}", Place: ArnPlace.Global),
        new("aws_iam_group", "name", "iam", "group{path}{name}", Place: ArnPlace.Global),
        new("aws_iam_instance_profile", "name", "iam", "instance-profile{path}{name}", Place: ArnPlace.Global),
        new("aws_iam_policy", "name", "iam", "policy{path}{name}", ReferenceForm.Arn, ArnPlace.Global),
        new("aws_iam_openid_connect_provider", "url", "iam", "oidc-provider/{name}", ReferenceForm.Arn, ArnPlace.Global),
        new("aws_iam_saml_provider", "name", "iam", "saml-provider/{name}", ReferenceForm.Arn, ArnPlace.Global),
        new("aws_s3_bucket", "bucket", "s3", "{name}", Place: ArnPlace.Bare),
        new("aws_sqs_queue", "name", "sqs", "{name}", ReferenceForm.QueueUrl),
        new("aws_sns_topic", "name", "sns", "{name}", ReferenceForm.Arn),
        new("aws_kms_key", "key_id", "kms", "key/{name}"),
        new("aws_kms_alias", "name", "kms", "{name}"),
        new("aws_lambda_function", "function_name", "lambda", "function:{name}"),
        new("aws_secretsmanager_secret", "name", "secretsmanager", "secret:{name}-~~~~~~", ReferenceForm.Arn),
        new("aws_ecr_repository", "name", "ecr", "repository/{name}"),
        new("aws_api_gateway_rest_api", "id", "execute-api", "{name}"),
        new("aws_vpc_endpoint", "id", "ec2", "vpc-endpoint/{name}"),
        new("aws_organizations_organizational_unit", "id", null, ""),
        new("aws_organizations_account", "id", null, ""),
        new("aws_organizations_policy", "id", null, ""),
    ];

    /// <summary>By type.</summary>
    public static FrozenDictionary<string, ResourceNaming> ByType { get; } = All.ToFrozenDictionary(static naming => naming.Type, StringComparer.Ordinal);
}
