namespace IamSim;

/// <summary>The type of the VPC endpoint that a request passes (VPCE-3).</summary>
public enum VpcEndpointType
{
    /// <summary>An interface endpoint: an account in its policy means everyone in the account.</summary>
    Interface,

    /// <summary>A gateway endpoint (S3, DynamoDB): an account in its policy means only its root user.</summary>
    Gateway,
}
