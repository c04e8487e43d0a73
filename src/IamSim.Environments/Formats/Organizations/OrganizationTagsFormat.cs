using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>
/// What <c>aws organizations list-tags-for-resource</c> prints. Other services print the same for a command of the same name, so that the place counts:
/// <c>organization/list-tags-for-resource/111122223333.json</c>.
/// </summary>
internal sealed class OrganizationTagsFormat : IEnvironmentFormat
{
    public string Name => "aws organizations list-tags-for-resource";

    public bool CanRead(in EnvironmentDocument document) =>
        document.Root.TryGetArray("Tags", out _) && document.File.IsFrom("list-tags-for-resource") && (document.File.IsBelow("organization") || document.File.IsBelow("organizations"));

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        OrganizationItems.ReportMissingPage(document.Root, builder);
        string target = document.File.Stem;
        if (AccountId.IsValid(target))
        {
            builder.Account(target).Tags = document.Root.GetTags("Tags");
        }
        // Tags of units and policies decide nothing.
        else if (OrganizationItems.KindOf(target) is null && !target.StartsWith("p-", StringComparison.Ordinal))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, document.Root, $"the file is named {JsonNode.Quote(target)}, which is no account", "name the file after the account, such as list-tags-for-resource/111122223333.json");
        }
    }
}
