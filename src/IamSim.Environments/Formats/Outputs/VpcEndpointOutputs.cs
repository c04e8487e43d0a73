using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Outputs;

/// <summary>Output of <c>aws ec2 describe-vpc-endpoints</c>.</summary>
internal static class VpcEndpointOutputs
{
    public static IEnvironmentFormat[] Formats { get; } =
    [
        new CommandOutputFormat("aws ec2 describe-vpc-endpoints", static document => document.Root.TryGetArray("VpcEndpoints", out _), Read),
    ];

    /// <summary>The type of a name of AWS: what is no gateway endpoint is reached through an interface.</summary>
    public static VpcEndpointType TypeOf(string? name) => string.Equals(name, "Gateway", StringComparison.OrdinalIgnoreCase) ? VpcEndpointType.Gateway : VpcEndpointType.Interface;

    private static void Read(EnvironmentDocument document, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in document.Root.GetItems("VpcEndpoints"))
        {
            if (item.GetText("VpcEndpointId") is not { } id)
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, "a VPC endpoint without id", "expected \"VpcEndpointId\": \"vpce-0a1b2c3d\"");
                continue;
            }

            EndpointParts endpoint = builder.Endpoint(id, PolicyTexts.PlaceOf(item));
            endpoint.Type = TypeOf(item.GetText("VpcEndpointType"));
            endpoint.OwnerAccountId = item.GetText("OwnerId") ?? document.File.AccountId;
            endpoint.VpcId = item.GetText("VpcId");
            endpoint.ServiceName = item.GetText("ServiceName");
            if (item.TryGetMember("PolicyDocument", out JsonNode policy))
            {
                endpoint.Policy = builder.ReadPolicy(policy, $"policy of {id}");
            }
        }
    }
}
