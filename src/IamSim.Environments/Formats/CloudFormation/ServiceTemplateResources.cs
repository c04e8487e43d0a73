using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>Reads the resources of services that have policies, and those policies.</summary>
internal sealed class ServiceTemplateResources(Template template, DeployedPolicies policies, LambdaPermissions permissions)
{
    private readonly ServicePolicies _services = new(template.Scope, policies);

    /// <summary>Says which types are read in which pass.</summary>
    public void AddTo(Dictionary<string, Action<TemplateResource>> first, Dictionary<string, Action<TemplateResource>> second)
    {
        first.Add("AWS::S3::Bucket", ReadBucket);
        first.Add("AWS::SQS::Queue", resource => ReadResource(resource));
        first.Add("AWS::SNS::Topic", resource => ReadResource(resource));
        first.Add("AWS::KMS::Key", ReadKey);
        first.Add("AWS::Lambda::Function", ReadFunction);
        first.Add("AWS::SecretsManager::Secret", ReadSecret);
        first.Add("AWS::ECR::Repository", resource => ReadWithPolicy(resource, "RepositoryPolicyText"));
        first.Add("AWS::ApiGateway::RestApi", resource => ReadWithPolicy(resource, "Policy"));
        first.Add("AWS::EC2::VPCEndpoint", ReadEndpoint);
        second.Add("AWS::S3::BucketPolicy", resource => AttachPolicies(resource, "Bucket", "PolicyDocument", _services.BucketArn));
        second.Add("AWS::SQS::QueuePolicy", resource => AttachPolicies(resource, "Queues", "PolicyDocument", _services.QueueArn));
        second.Add("AWS::SNS::TopicPolicy", resource => AttachPolicies(resource, "Topics", "PolicyDocument", static topic => topic));
        second.Add("AWS::SecretsManager::ResourcePolicy", resource => AttachPolicies(resource, "SecretId", "ResourcePolicy", _services.SecretArn));
        second.Add("AWS::KMS::Alias", AddAlias);
        second.Add("AWS::Lambda::Permission", AddPermission);
    }

    private ResourceParts ReadResource(TemplateResource resource)
    {
        ResourceParts parts = _services.Resource(template.Names.Arn(resource)!, resource.Node);
        parts.Tags ??= resource.GetTags();
        parts.IsPolicyKnown = true;
        return parts;
    }

    private void ReadBucket(TemplateResource resource)
    {
        ResourceParts bucket = ReadResource(resource);
        bucket.PolicyKind = ResourcePolicyKind.S3Bucket;
        if (resource.Get("PublicAccessBlockConfiguration") is { Kind: DeployedKind.Map } block)
        {
            bucket.PublicAccessBlock = block.ReadPublicAccessBlock("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");
        }

        bucket.HasAttributeBasedAccess = ResourceItems.HasAttributeBasedAccess(resource.GetText("AbacStatus"));
        if (resource.Get("OwnershipControls")?.GetItems("Rules").Select(static rule => rule.GetText("ObjectOwnership")).FirstOrDefault() is { } ownership && !OpenText.IsOpen(ownership))
        {
            bucket.HasAccessControlLists = ownership != "BucketOwnerEnforced";
        }
    }

    private void ReadKey(TemplateResource resource)
    {
        ResourceParts key = ReadResource(resource);
        key.PolicyKind = ResourcePolicyKind.KmsKey;
        key.IsAwsManagedKey = false;
        key.Policy ??= resource.Get("KeyPolicy") is { } policy ? Create(policy, resource, key.Arn) : _services.DefaultKeyPolicy(key.Arn, resource.Node, resource.Condition);
    }

    private void ReadFunction(TemplateResource resource)
    {
        ResourceParts function = ReadResource(resource);
        if (resource.GetText("Role") is { } role)
        {
            function.ExecutionRoles.Add(OpenText.Show(role));
        }
    }

    private void ReadSecret(TemplateResource resource)
    {
        ResourceParts secret = ReadResource(resource);
        secret.Aliases.Add(secret.Arn[..secret.Arn.LastIndexOf('-')]);
    }

    private void ReadWithPolicy(TemplateResource resource, string document)
    {
        ResourceParts parts = ReadResource(resource);
        if (resource.Get(document) is { } policy)
        {
            _services.SetPolicy(parts, Create(policy, resource, parts.Arn), resource.Node, isInDoubt: resource.Condition is not null);
        }
    }

    private void ReadEndpoint(TemplateResource resource)
    {
        string id = OpenText.Show(template.Names.Name(resource));
        EndpointParts endpoint = template.Scope.Builder.Endpoint(id, PolicyTexts.PlaceOf(resource.Node));
        endpoint.Type = resource.GetText("VpcEndpointType") is null or "Gateway" ? VpcEndpointType.Gateway : VpcEndpointType.Interface;
        endpoint.OwnerAccountId = template.Scope.AccountId;
        endpoint.VpcId = Shown(resource.GetText("VpcId"));
        endpoint.ServiceName = Shown(resource.GetText("ServiceName"));
        endpoint.Policy = resource.Get("PolicyDocument") is { } policy ? Create(policy, resource, id) : null;
    }

    private void AttachPolicies(TemplateResource resource, string targets, string document, Func<string, string> arnOf)
    {
        if (resource.Get(document) is not { } policy)
        {
            return;
        }

        foreach (DeployedWay target in resource.GetWays(targets))
        {
            ResourceParts parts = _services.Resource(arnOf(template.Functions.TextOf(target.Value)), resource.Node);
            _services.SetPolicy(parts, Create(target.Guard(policy), resource, parts.Arn), resource.Node, isInDoubt: !target.IsCertain || resource.Condition is not null);
        }
    }

    private void AddAlias(TemplateResource resource)
    {
        if (resource.GetText("TargetKeyId") is { } target && resource.GetText("AliasName") is not null)
        {
            _services.Resource(_services.KeyArn(target), resource.Node).Aliases.Add(OpenText.Show(template.Names.Arn(resource)!));
        }
    }

    private void AddPermission(TemplateResource resource)
    {
        if (resource.GetText("FunctionName") is { } function && resource.Get("Action") is { } action && resource.Get("Principal") is { } principal)
        {
            permissions.Add(_services.FunctionArn(function), new LambdaPermission(resource.Node, Text(action), Text(principal))
            {
                SourceArn = resource.Get("SourceArn"),
                SourceAccount = resource.Get("SourceAccount"),
                OrganizationId = resource.Get("PrincipalOrgID"),
                EventSourceToken = resource.Get("EventSourceToken"),
                FunctionUrlAuthType = resource.Get("FunctionUrlAuthType"),
            }, resource.Condition);
        }
        else
        {
            template.Scope.Builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, resource.Node, $"the permission {JsonNode.Quote(resource.LogicalId)} lacks FunctionName, Action or Principal", "it is left out");
        }
    }

    private DeployedValue Text(DeployedValue value) => DeployedValue.OfText(value.Origin, template.Functions.TextOf(value));

    private EnvironmentPolicy? Create(DeployedValue policy, TemplateResource resource, string of) => policies.Create(policy, $"policy of {of}", null, PolicyShape.Resource, resource.Condition);

    private static string? Shown(string? text) => text is null ? null : OpenText.Show(text);
}
