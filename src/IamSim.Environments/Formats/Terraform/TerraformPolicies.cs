using IamSim.Environments.Formats.Deployment;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>Makes the policies of a plan or state.</summary>
internal sealed class TerraformPolicies(TerraformValues values, DeployedPolicies policies)
{
    /// <summary>The policy that an attribute holds.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="attribute">The attribute, which holds JSON in a string.</param>
    /// <param name="name">The name of the policy.</param>
    /// <param name="arn">Its ARN; <c>null</c> for none.</param>
    /// <param name="shape">Which elements its statements have.</param>
    /// <param name="isComputed">Whether AWS gives the attribute a value where the configuration does not.</param>
    /// <returns>The policy; <c>null</c> when the attribute is not set, or with a finding when it holds no policy.</returns>
    public EnvironmentPolicy? Of(TerraformResource resource, string attribute, string name, string? arn, PolicyShape shape, bool isComputed = false)
    {
        if (resource.Values.Get(attribute) is not { } value || value is { Kind: DeployedKind.Text, Text.Length: 0 })
        {
            return null;
        }

        if (!value.IsOpen)
        {
            return policies.Create(value, name, arn, shape);
        }

        // What is computed and not configured is what AWS makes of it: nothing.
        if (isComputed && values.References.IsConfigured(resource, attribute) == false)
        {
            return null;
        }

        return values.References.Of(resource, attribute) is [{ Resource: { } source } target] && DocumentOf(source, target.Attribute) is { } document
            ? policies.Create(document, name, arn, shape)
            : policies.Unknown(resource.Origin, name, arn);
    }

    // The text of the policy, or what the plan knows of the statements that will make it.
    private DeployedValue? DocumentOf(TerraformResource source, string attribute) => source switch
    {
        { IsData: true, Type: "aws_iam_policy_document" } when attribute is "json" or "minified_json" or "" => source.KnownText("json") is not null ? source.Values.Get("json") : TerraformPolicyDocument.Of(source, values),
        _ when attribute is "policy" or "assume_role_policy" && source.KnownText(attribute) is not null => source.Values.Get(attribute),
        _ => null,
    };

    /// <summary>A policy of which nothing is known.</summary>
    public EnvironmentPolicy Unknown(JsonNode at, string name) => policies.Unknown(at, name);

    /// <summary>A policy in a block.</summary>
    public EnvironmentPolicy? Of(DeployedValue document, string name, PolicyShape shape) => policies.Create(document, name, null, shape);
}
