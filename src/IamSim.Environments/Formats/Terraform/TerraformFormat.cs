using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>What <c>terraform show -json</c> prints of a plan or state, or the file <c>terraform.tfstate</c>. See "JSON Output Format" in the documentation of Terraform.</summary>
internal sealed class TerraformFormat : IEnvironmentFormat
{
    public string Name => "terraform show -json";

    public bool CanRead(in EnvironmentDocument document)
    {
        JsonNode root = document.Root;
        return root.GetText("format_version") is not null
            ? root.TryGetObject("planned_values", out _) || root.TryGetObject("values", out _) || root.GetText("terraform_version") is not null
            : root.TryGetArray("resources", out _) && root.GetText("version") is not null && (root.GetText("lineage") is not null || root.GetText("terraform_version") is not null);
    }

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        var terraform = new TerraformDocument(document.Root, DeploymentScope.PrefixOf(document.File));
        (string? account, string? region) = TerraformPlace.Of(terraform);
        var scope = new DeploymentScope(document, builder, account ?? document.File.AccountId, region ?? document.File.Region);
        new TerraformReader(terraform, scope).Read();
    }
}
