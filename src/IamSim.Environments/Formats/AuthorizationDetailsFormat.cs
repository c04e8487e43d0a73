using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats;

/// <summary>What <c>aws iam get-account-authorization-details</c> prints: one output, or an array of its pages.</summary>
internal sealed class AuthorizationDetailsFormat : IEnvironmentFormat
{
    public string Name => "aws iam get-account-authorization-details";

    public bool CanRead(in EnvironmentDocument document)
    {
        JsonNode page = document.Root;
        if (page.Kind == JsonKind.Array)
        {
            List<JsonNode> items = page.ToList();
            return items.Count > 0 && IsPage(items[0]);
        }

        return IsPage(page);
    }

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        List<JsonNode> pages = document.Root.Kind == JsonKind.Array ? document.Root.ToList() : [document.Root];
        foreach (JsonNode page in pages)
        {
            ReadPage(page, builder);
        }

        if (pages[^1].GetBoolean("IsTruncated") == true && document.Root.TryGetProperty("IsTruncated", out JsonNode truncated))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MissingPage, truncated, "the output says that there are more pages", "call the command without --no-paginate, or save every page");
        }
    }

    // The four lists of a page. The policies come first, for the others refer to them.
    private static void ReadPage(JsonNode page, EnvironmentBuilder builder)
    {
        foreach (JsonNode item in page.GetItems("Policies"))
        {
            AuthorizationDetails.ReadPolicy(item, builder);
        }

        foreach (JsonNode item in page.GetItems("GroupDetailList"))
        {
            AuthorizationDetails.ReadIdentity(IdentityKind.Group, item, builder);
        }

        foreach (JsonNode item in page.GetItems("UserDetailList"))
        {
            AuthorizationDetails.ReadIdentity(IdentityKind.User, item, builder);
        }

        foreach (JsonNode item in page.GetItems("RoleDetailList"))
        {
            AuthorizationDetails.ReadIdentity(IdentityKind.Role, item, builder);
        }
    }

    private static bool IsPage(JsonNode node) => node.TryGetArray("UserDetailList", out _) || node.TryGetArray("RoleDetailList", out _) || node.TryGetArray("GroupDetailList", out _)
        || (node.TryGetArray("Policies", out JsonNode policies) && policies.ToList() is [var first, ..] && first.TryGetArray("PolicyVersionList", out _));
}
