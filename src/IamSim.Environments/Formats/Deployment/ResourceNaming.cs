namespace IamSim.Environments.Formats.Deployment;

/// <summary>How a type of resources gets its names.</summary>
/// <param name="Type">The type.</param>
/// <param name="NameProperty">The property that holds the name; <c>null</c> for those whose name or id AWS makes.</param>
/// <param name="Service">The service in the ARN; <c>null</c> for those without ARN.</param>
/// <param name="Resource">The last part of the ARN, with <c>{name}</c> and <c>{path}</c>.</param>
/// <param name="Reference">What a reference gives: <c>Ref</c> of CloudFormation, <c>id</c> of Terraform.</param>
/// <param name="Place">Which parts the ARN has.</param>
internal sealed record ResourceNaming(string Type, string? NameProperty, string? Service, string Resource, ReferenceForm Reference = ReferenceForm.Name, ArnPlace Place = ArnPlace.Regional)
{
    /// <summary>Whether the ARN holds the path.</summary>
    public bool HasPath => Resource.Contains("{path}", StringComparison.Ordinal);

    /// <summary>The ARN of a resource; <c>null</c> for types without.</summary>
    /// <param name="scope">Account and Region.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The path, or <c>null</c>.</param>
    public string? ArnOf(DeploymentScope scope, string name, string? path)
    {
        if (Service is null)
        {
            return null;
        }

        string last = Resource.Replace("{path}", DeployedIdentities.PathOf(path), StringComparison.Ordinal).Replace("{name}", name, StringComparison.Ordinal);
        return Place switch
        {
            ArnPlace.Bare => $"arn:{scope.Partition}:{Service}:::{last}",
            ArnPlace.Global => scope.GlobalArn(Service, last),
            _ => scope.RegionalArn(Service, last),
        };
    }

    /// <summary>What a reference gives.</summary>
    /// <param name="scope">Account and Region.</param>
    /// <param name="name">The name.</param>
    /// <param name="path">The path, or <c>null</c>.</param>
    public string ReferenceTo(DeploymentScope scope, string name, string? path) => Reference switch
    {
        ReferenceForm.Arn => ArnOf(scope, name, path) ?? name,
        ReferenceForm.QueueUrl => $"https://sqs.{scope.Region}.{(scope.Partition == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com")}/{scope.AccountId}/{name}",
        _ => name,
    };
}
