using IamSim.Json;

namespace IamSim.Environments.Formats.Deployment;

/// <summary>A permission of a function as a template or plan says it. See the Lambda API, "AddPermission".</summary>
internal sealed record LambdaPermission(JsonNode Origin, DeployedValue Action, DeployedValue Principal)
{
    public DeployedValue? SourceArn { get; init; }

    public DeployedValue? SourceAccount { get; init; }

    public DeployedValue? OrganizationId { get; init; }

    public DeployedValue? EventSourceToken { get; init; }

    public DeployedValue? FunctionUrlAuthType { get; init; }
}
