namespace IamSim.Environments.Formats.Deployment;

/// <summary>What a reference to a resource gives.</summary>
internal enum ReferenceForm
{
    /// <summary>Its name or id.</summary>
    Name,

    Arn,

    QueueUrl,
}
