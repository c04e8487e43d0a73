using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>
/// What <c>list-organizational-units-for-parent</c>, <c>list-accounts-for-parent</c> and <c>list-accounts</c> of <c>aws organizations</c> print.
/// The parent is the name of the file: <c>list-accounts-for-parent/ou-ab12-11111111.json</c>.
/// </summary>
internal sealed class OrganizationChildrenFormat : IEnvironmentFormat
{
    public string Name => "aws organizations list-organizational-units-for-parent, list-accounts-for-parent, list-accounts";

    public bool CanRead(in EnvironmentDocument document)
    {
        bool isEmptyAccepted = IsForParent(document.File) || document.File.Stem == "list-accounts";
        return OrganizationItems.HasList(document.Root, "OrganizationalUnits", static item => IsNode(item, OrganizationNodeKind.OrganizationalUnit), isEmptyAccepted)
            || OrganizationItems.HasList(document.Root, "Accounts", static item => IsNode(item, OrganizationNodeKind.Account) && (item.GetText("Arn") ?? item.GetText("Status")) is not null, isEmptyAccepted);
    }

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        OrganizationItems.ReportMissingPage(document.Root, builder);
        string? parent = null;
        if (IsForParent(document.File))
        {
            parent = OrganizationItems.SplitPage(document.File.Stem).Id;
            if (OrganizationItems.KindOf(parent) is null or OrganizationNodeKind.Account)
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, document.Root, $"the file is named {JsonNode.Quote(parent)}, which is no id of a root or an organizational unit", "name the file after the parent, such as list-accounts-for-parent/ou-ab12-11111111.json");
                parent = null;
            }
        }

        // An output that was cut off lists some of them.
        if (document.Root.TryGetArray("Accounts", out _) && document.Root.GetText("NextToken") is null)
        {
            builder.Organization.AreAccountsListed |= parent is null && document.File.Stem == "list-accounts";
            builder.Organization.ListedParents.UnionWith(parent is null ? [] : [parent]);
        }

        foreach (JsonNode item in document.Root.GetItems("OrganizationalUnits").Concat(document.Root.GetItems("Accounts")))
        {
            OrganizationItems.ReadNode(item, parent, builder);
        }
    }

    private static bool IsForParent(EnvironmentFile file) => file.IsFrom("list-organizational-units-for-parent") || file.IsFrom("list-accounts-for-parent");

    private static bool IsNode(JsonNode item, OrganizationNodeKind kind) => OrganizationItems.KindOf(item.GetText("Id")) == kind;
}
