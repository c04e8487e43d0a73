using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>Finds the resources of services that templates and plans name in different ways, and gives them their policies.</summary>
internal sealed class ServicePolicies(DeploymentScope scope, DeployedPolicies policies)
{
    private readonly HashSet<ResourceParts> _inDoubt = [];

    /// <summary>Finds a resource, or makes it. The account of the deployment owns it where the ARN does not tell.</summary>
    public ResourceParts Resource(string arn, JsonNode origin)
    {
        ResourceParts resource = scope.Builder.Resource(OpenText.Show(arn), PolicyTexts.PlaceOf(origin));
        resource.OwnerAccountId ??= scope.AccountId;
        if (resource.Arn.Contains(":s3:::", StringComparison.Ordinal))
        {
            resource.PolicyKind = ResourcePolicyKind.S3Bucket;
        }

        return resource;
    }

    /// <summary>Gives a resource its policy; the first of two stays, unless one of them may not be there.</summary>
    public void SetPolicy(ResourceParts resource, EnvironmentPolicy? policy, JsonNode at, bool isInDoubt = false)
    {
        if (isInDoubt)
        {
            _inDoubt.Add(resource);
        }

        if (resource.Policy is not null && _inDoubt.Contains(resource))
        {
            scope.Builder.Findings.Add(EnvironmentDiagnostics.Contradiction, at, $"{JsonNode.Quote(resource.Arn)} has two policies", "which of them counts is only known when they are deployed: answers about it depend");
            resource.Policy = scope.Builder.CreateMissingPolicy(resource.Policy.Name, null, PolicyTexts.PlaceOf(at));
            return;
        }

        if (resource.Policy is not null)
        {
            scope.Builder.Findings.Add(EnvironmentDiagnostics.Contradiction, at, $"{JsonNode.Quote(resource.Arn)} has two policies", "the first one counts");
            return;
        }

        resource.Policy = policy;
        resource.IsPolicyKnown = true;
    }

    /// <summary>The ARN of a bucket, which is named by that or by its name.</summary>
    public string BucketArn(string bucket) => IsArn(bucket) ? bucket : $"arn:{scope.Partition}:s3:::{bucket}";

    /// <summary>The ARN of a queue, which is named by that or by its URL.</summary>
    public string QueueArn(string queue)
    {
        string[] parts = queue.Split('/');
        return IsArn(queue) ? queue
            : parts is ["https:", "", var host, var account, var name] && host.Split('.') is ["sqs", var region, ..] ? $"arn:{scope.Partition}:sqs:{region}:{account}:{name}"
            : scope.RegionalArn("sqs", parts[^1]);
    }

    /// <summary>The ARN of a secret, which is named by that or by its name.</summary>
    public string SecretArn(string secret) => IsArn(secret) ? secret : scope.RegionalArn("secretsmanager", $"secret:{secret}-~~~~~~");

    /// <summary>The ARN of a key, which is named by that or by its id.</summary>
    public string KeyArn(string key) => IsArn(key) ? key : scope.RegionalArn("kms", $"key/{key}");

    /// <summary>The ARN of a function without version or alias; it is named by ARN, part of one, or name.</summary>
    public string FunctionArn(string function)
    {
        const string Resource = "function:";
        int at = function.IndexOf(Resource, StringComparison.Ordinal);
        string name = at < 0 ? function : function[(at + Resource.Length)..];
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        name = colon < 0 ? name : name[..colon];
        return IsArn(function) && at > 0 ? $"{function[..at]}{Resource}{name}" : scope.RegionalArn("lambda", Resource + name);
    }

    /// <summary>The policy that KMS gives a key made without one: the account decides. See the KMS Developer Guide, "Default key policy".</summary>
    public EnvironmentPolicy? DefaultKeyPolicy(string arn, JsonNode origin, string? condition = null)
    {
        DeployedValue Text(string text) => DeployedValue.OfText(origin, text);
        DeployedValue Map(params KeyValuePair<string, DeployedValue>[] members) => DeployedValue.OfMap(origin, members);
        KeyValuePair<string, DeployedValue> Member(string name, DeployedValue value) => KeyValuePair.Create(name, value);

        DeployedValue statement = Map(
            Member("Sid", Text("DefaultKeyPolicy")), Member("Effect", Text("Allow")), Member("Principal", Map(Member("AWS", Text(scope.GlobalArn("iam", "root"))))),
            Member("Action", Text("kms:*")), Member("Resource", Text("*")));
        return policies.Create(Map(Member("Version", Text("2012-10-17")), Member("Statement", statement)), $"policy of {arn}", null, PolicyShape.Resource, condition);
    }

    private static bool IsArn(string text) => Arn.TryParse(text, out _);
}
