using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>Reads the resources of services that have policies, and those policies.</summary>
internal sealed class TerraformServices(TerraformValues values, TerraformPolicies policies, ServicePolicies services, LambdaPermissions permissions)
{
    /// <summary>Says which types are read in which pass.</summary>
    public void AddTo(Dictionary<string, Action<TerraformResource>> first, Dictionary<string, Action<TerraformResource>> second)
    {
        first.Add("aws_s3_bucket", resource => ReadResource(resource));
        first.Add("aws_sqs_queue", resource => ReadResource(resource));
        first.Add("aws_sns_topic", resource => ReadResource(resource));
        first.Add("aws_kms_key", ReadKey);
        first.Add("aws_lambda_function", ReadFunction);
        first.Add("aws_secretsmanager_secret", ReadSecret);
        first.Add("aws_ecr_repository", resource => ReadResource(resource));
        first.Add("aws_api_gateway_rest_api", resource => ReadResource(resource, values.Scope.RegionalArn("execute-api", values.Name(resource))));
        first.Add("aws_vpc_endpoint", ReadEndpoint);
        second.Add("aws_s3_bucket_policy", resource => AttachPolicy(resource, "bucket", services.BucketArn));
        second.Add("aws_sqs_queue_policy", resource => AttachPolicy(resource, "queue_url", services.QueueArn));
        second.Add("aws_sns_topic_policy", resource => AttachPolicy(resource, "arn", static arn => arn));
        second.Add("aws_kms_key_policy", resource => AttachPolicy(resource, "key_id", services.KeyArn));
        second.Add("aws_secretsmanager_secret_policy", resource => AttachPolicy(resource, "secret_arn", services.SecretArn));
        second.Add("aws_ecr_repository_policy", resource => AttachPolicy(resource, "repository", name => name.StartsWith("arn:", StringComparison.Ordinal) ? name : values.Scope.RegionalArn("ecr", $"repository/{name}")));
        second.Add("aws_api_gateway_rest_api_policy", resource => AttachPolicy(resource, "rest_api_id", id => values.Scope.RegionalArn("execute-api", id)));
        second.Add("aws_vpc_endpoint_policy", AttachEndpointPolicy);
        second.Add("aws_s3_bucket_public_access_block", resource => WithBucket(resource, bucket => bucket.PublicAccessBlock = ReadBlock(resource)));
        second.Add("aws_s3_account_public_access_block", resource => values.Scope.Builder.Account(resource.KnownText("account_id") is { } id && AccountId.IsValid(id) ? id : values.Scope.AccountId).PublicAccessBlock = ReadBlock(resource));
        second.Add("aws_s3_bucket_ownership_controls", ReadOwnership);
        second.Add("aws_s3_bucket_abac", resource => WithBucket(resource, bucket => bucket.HasAttributeBasedAccess = ResourceItems.HasAttributeBasedAccess(resource.Values.GetItems("abac_status").Select(static settings => settings.GetText("status")).FirstOrDefault())));
        second.Add("aws_kms_alias", AddAlias);
        second.Add("aws_kms_grant", AddGrant);
        second.Add("aws_lambda_permission", AddPermission);
    }

    private ResourceParts ReadResource(TerraformResource resource, string? arn = null)
    {
        ResourceParts parts = services.Resource(arn ?? values.Arn(resource)!, resource.Origin);
        parts.Tags ??= resource.Tags;
        parts.IsPolicyKnown = true;
        parts.Policy ??= policies.Of(resource, "policy", $"policy of {parts.Arn}", null, PolicyShape.Resource, isComputed: true);
        return parts;
    }

    private void ReadKey(TerraformResource resource)
    {
        ResourceParts key = ReadResource(resource);
        key.PolicyKind = ResourcePolicyKind.KmsKey;
        key.IsAwsManagedKey = false;
        key.Policy ??= services.DefaultKeyPolicy(key.Arn, resource.Origin);
    }

    private void ReadFunction(TerraformResource resource)
    {
        ResourceParts function = ReadResource(resource);
        if (values.Text(resource, "role") is { } role)
        {
            // Where a plan says the role alone, its name was taken.
            function.ExecutionRoles.Add(OpenText.Show(role.Text.StartsWith("arn:", StringComparison.Ordinal) ? role.Text : values.Scope.GlobalArn("iam", $"role/{role.Text}")));
        }
    }

    private void ReadSecret(TerraformResource resource)
    {
        ResourceParts secret = ReadResource(resource);
        secret.Aliases.Add(secret.Arn[..secret.Arn.LastIndexOf('-')]);
    }

    private void ReadEndpoint(TerraformResource resource)
    {
        string id = values.Name(resource);
        EndpointParts endpoint = values.Scope.Builder.Endpoint(id, PolicyTexts.PlaceOf(resource.Origin));
        endpoint.Type = resource.KnownText("vpc_endpoint_type") is null or "Gateway" ? VpcEndpointType.Gateway : VpcEndpointType.Interface;
        endpoint.OwnerAccountId = resource.KnownText("owner_id") ?? values.Scope.AccountId;
        endpoint.VpcId = resource.KnownText("vpc_id");
        endpoint.ServiceName = resource.KnownText("service_name");
        endpoint.Policy = policies.Of(resource, "policy", $"policy of {id}", null, PolicyShape.Resource, isComputed: true);
    }

    private void AttachPolicy(TerraformResource resource, string target, Func<string, string> arnOf)
    {
        if (values.Text(resource, target) is not { } name)
        {
            return;
        }

        ResourceParts parts = services.Resource(arnOf(name.Text), resource.Origin);
        if (policies.Of(resource, "policy", $"policy of {parts.Arn}", null, PolicyShape.Resource, isRequired: true) is not { } policy)
        {
            return;
        }

        // A state says it with the resource as well, and a key always has one.
        bool isSame = parts.Policy?.Text == policy.Text || parts.PolicyKind == ResourcePolicyKind.KmsKey;
        parts.Policy = isSame ? policy : parts.Policy;
        if (!isSame)
        {
            services.SetPolicy(parts, policy, resource.Origin, isInDoubt: policy.Text.Length == 0);
        }
    }

    private void AttachEndpointPolicy(TerraformResource resource)
    {
        if (values.Text(resource, "vpc_endpoint_id") is { } id && policies.Of(resource, "policy", $"policy of {OpenText.Show(id.Text)}", null, PolicyShape.Resource, isRequired: true) is { } policy)
        {
            values.Scope.Builder.Endpoint(OpenText.Show(id.Text), PolicyTexts.PlaceOf(resource.Origin)).Policy = policy;
        }
    }

    private void WithBucket(TerraformResource resource, Action<ResourceParts> set)
    {
        if (values.Text(resource, "bucket") is { } bucket)
        {
            set(services.Resource(services.BucketArn(bucket.Text), resource.Origin));
        }
    }

    private void ReadOwnership(TerraformResource resource)
    {
        if (resource.Values.GetItems("rule").Select(static rule => rule.GetText("object_ownership")).FirstOrDefault() is { } ownership && !OpenText.IsOpen(ownership))
        {
            WithBucket(resource, bucket => bucket.HasAccessControlLists = ownership != "BucketOwnerEnforced");
        }
    }

    private static S3PublicAccessBlock? ReadBlock(TerraformResource resource) =>
        resource.Values.ReadPublicAccessBlock("block_public_acls", "ignore_public_acls", "block_public_policy", "restrict_public_buckets");

    private void AddAlias(TerraformResource resource)
    {
        if (values.Text(resource, "target_key_id") is { } key && values.Arn(resource) is { } alias)
        {
            services.Resource(services.KeyArn(key.Text), resource.Origin).Aliases.Add(alias);
        }
    }

    private void AddGrant(TerraformResource resource)
    {
        if (values.Text(resource, "key_id") is not { } key || values.Text(resource, "grantee_principal") is not { } grantee)
        {
            return;
        }

        ResourceParts parts = services.Resource(services.KeyArn(key.Text), resource.Origin);
        DeployedValue? constraints = resource.Values.GetItems("constraints").FirstOrDefault();
        (parts.KmsGrants ??= []).Add(new KmsGrant
        {
            GranteePrincipal = OpenText.Show(grantee.Text),
            RetiringPrincipal = values.Text(resource, "retiring_principal") is { } retiring ? OpenText.Show(retiring.Text) : null,
            Operations = [.. values.Texts(resource, "operations").Where(static operation => !operation.IsOpen).Select(static operation => operation.Text)],
            EncryptionContextEquals = Pairs(constraints, "encryption_context_equals"),
            EncryptionContextSubset = Pairs(constraints, "encryption_context_subset"),
        });
    }

    private static System.Collections.Immutable.ImmutableDictionary<string, string>? Pairs(DeployedValue? constraints, string name) =>
        constraints?.Get(name) is { Kind: DeployedKind.Map, Members.Length: > 0 } ? System.Collections.Immutable.ImmutableDictionary.CreateRange(StringComparer.Ordinal, constraints.GetTags(name)) : null;

    private void AddPermission(TerraformResource resource)
    {
        if (values.Text(resource, "function_name") is { } function && values.Text(resource, "action") is { } action && values.Text(resource, "principal") is { } principal)
        {
            permissions.Add(services.FunctionArn(function.Text), new LambdaPermission(resource.Origin, action, principal)
            {
                SourceArn = values.Text(resource, "source_arn"),
                SourceAccount = values.Text(resource, "source_account"),
                OrganizationId = values.Text(resource, "principal_org_id"),
                EventSourceToken = values.Text(resource, "event_source_token"),
                FunctionUrlAuthType = values.Text(resource, "function_url_auth_type"),
            }, null);
        }
    }
}
