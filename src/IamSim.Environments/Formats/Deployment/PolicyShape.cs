namespace IamSim.Environments.Formats.Deployment;

/// <summary>Which elements the statements of a policy have.</summary>
internal enum PolicyShape
{
    /// <summary>No principal.</summary>
    Identity,

    /// <summary>Principal and resource.</summary>
    Resource,

    /// <summary>Principal and no resource.</summary>
    Trust,
}
