using IamSim.Environments.Formats.Deployment;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>What an expression refers to: an attribute of a resource, or a constant.</summary>
/// <param name="Resource">The resource; <c>null</c> for a constant.</param>
/// <param name="Attribute">The attribute; empty for the whole resource.</param>
/// <param name="Constant">The constant; <c>null</c> for a resource.</param>
internal sealed record TerraformTarget(TerraformResource? Resource, string Attribute, DeployedValue? Constant);
