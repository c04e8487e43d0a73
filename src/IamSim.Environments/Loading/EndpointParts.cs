namespace IamSim.Environments.Loading;

/// <summary>A VPC endpoint while it is put together.</summary>
internal sealed class EndpointParts(string id)
{
    public string Id { get; } = id;

    public VpcEndpointType Type { get; set; }

    public string? OwnerAccountId { get; set; }

    public string? VpcId { get; set; }

    public string? ServiceName { get; set; }

    public EnvironmentPolicy? Policy { get; set; }

    public SourcePlace Place { get; set; }
}
