using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>
/// What <c>aws organizations list-roots</c> prints, and documents of whole trees: a node has its members as that command and
/// <c>describe-policy</c> print them, with nested <c>Children</c> and <c>Policies</c>.
/// </summary>
internal sealed class OrganizationTreeFormat : IEnvironmentFormat
{
    public string Name => "aws organizations list-roots, or a tree of an organization";

    public bool CanRead(in EnvironmentDocument document) => OrganizationItems.HasList(document.Root, "Roots", IsRoot, isEmptyAccepted: false) || IsTree(document.Root);

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        OrganizationItems.ReportMissingPage(document.Root, builder);
        // A list instead of recursion: the depth of the tree is the author's.
        var open = new Stack<(JsonNode Item, string? ParentId)>();
        foreach (JsonNode root in document.Root.TryGetArray("Roots", out JsonNode roots) ? roots.ToList() : [document.Root])
        {
            OrganizationItems.ReadPolicyTypes(root, builder);
            open.Push((root, null));
        }

        while (open.TryPop(out (JsonNode Item, string? ParentId) next))
        {
            if (OrganizationItems.ReadNode(next.Item, next.ParentId, builder) is not { } node)
            {
                continue;
            }

            ReadPolicies(next.Item, node, builder);
            builder.Organization.ListedParents.UnionWith(next.Item.TryGetArray("Children", out _) ? [node.Id] : []);
            foreach (JsonNode child in next.Item.GetItems("Children"))
            {
                open.Push((child, node.Id));
            }
        }
    }

    // Without the member nothing is known of the level, which is not the same as none attached.
    private static void ReadPolicies(JsonNode item, NodeParts node, EnvironmentBuilder builder)
    {
        if (!item.TryGetArray("Policies", out JsonNode policies))
        {
            return;
        }

        List<JsonNode> all = policies.ToList();
        foreach (JsonNode policy in all)
        {
            if (OrganizationItems.TypeOf(policy) is not null && policy.TryGetMember("Content", out JsonNode content))
            {
                OrganizationItems.ReadPolicy(policy, content, builder);
            }
        }

        OrganizationItems.Attach(node, OrganizationItems.ServiceControlPolicy, all.Where(static policy => OrganizationItems.TypeOf(policy) == OrganizationItems.ServiceControlPolicy), policies, builder);
        // RCP-1: at least AWS's own one is attached where the type is enabled, so that none in the list means that nobody asked.
        List<JsonNode> resourceControl = [.. all.Where(static policy => OrganizationItems.TypeOf(policy) == OrganizationItems.ResourceControlPolicy)];
        if (resourceControl.Count > 0)
        {
            OrganizationItems.Attach(node, OrganizationItems.ResourceControlPolicy, resourceControl, policies, builder);
        }
    }

    private static bool IsRoot(JsonNode item) => OrganizationItems.KindOf(item.GetText("Id")) == OrganizationNodeKind.Root;

    private static bool IsTree(JsonNode item) =>
        OrganizationItems.KindOf(item.GetText("Id")) is { } kind && (item.TryGetArray("Children", out _) || (kind != OrganizationNodeKind.Account && item.TryGetArray("Policies", out _)));
}
