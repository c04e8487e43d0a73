namespace IamSim.Environments.Formats.Deployment;

/// <summary>An element of a statement: what of it is certain, and all that it may be.</summary>
/// <param name="Certain">What it surely covers; <c>null</c> for nothing.</param>
/// <param name="Possible">What covers all that it may cover; <c>null</c> for an element that is left out.</param>
/// <param name="PossibleName">The name of the element then.</param>
internal readonly record struct OpenElement(DeployedValue? Certain, DeployedValue? Possible, string PossibleName);
