namespace IamSim.Environments;

/// <summary>A VPC endpoint. Immutable and thread-safe. It takes part in a decision when the question says that the request passes it.</summary>
public sealed class AwsVpcEndpoint
{
    internal AwsVpcEndpoint(string id) => Id = id;

    /// <summary>The id such as <c>vpce-0a1b2c3d</c>.</summary>
    public string Id { get; }

    /// <summary>Its type; of gateway load balancer endpoints, which have no policy, Interface.</summary>
    public VpcEndpointType Type { get; internal init; }

    /// <summary>The account that owns it; <c>null</c> when not known.</summary>
    public string? OwnerAccountId { get; internal init; }

    /// <summary>The VPC it is in; <c>null</c> when not known.</summary>
    public string? VpcId { get; internal init; }

    /// <summary>The name of the service behind it, such as <c>com.amazonaws.eu-central-1.s3</c>; <c>null</c> when not known.</summary>
    public string? ServiceName { get; internal init; }

    /// <summary>Its policy; <c>null</c> for the default one, which allows everything, or when not known.</summary>
    public EnvironmentPolicy? Policy { get; internal init; }

    /// <summary>Where it was found.</summary>
    public SourcePlace Place { get; internal init; }

    /// <summary>The id.</summary>
    public override string ToString() => Id;
}
