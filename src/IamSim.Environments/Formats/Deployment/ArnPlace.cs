namespace IamSim.Environments.Formats.Deployment;

/// <summary>Which parts of an ARN a type of resources fills.</summary>
internal enum ArnPlace
{
    /// <summary>Region and account.</summary>
    Regional,

    /// <summary>The account.</summary>
    Global,

    /// <summary>Neither.</summary>
    Bare,
}
