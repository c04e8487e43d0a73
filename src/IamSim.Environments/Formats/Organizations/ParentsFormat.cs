using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>What <c>aws organizations list-parents</c> prints. The child is the name of the file: <c>list-parents/111122223333.json</c>.</summary>
internal sealed class ParentsFormat : IEnvironmentFormat
{
    public string Name => "aws organizations list-parents";

    public bool CanRead(in EnvironmentDocument document) =>
        OrganizationItems.HasList(document.Root, "Parents", static item => OrganizationItems.KindOf(item.GetText("Id")) is OrganizationNodeKind.Root or OrganizationNodeKind.OrganizationalUnit, isEmptyAccepted: false);

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        JsonNode parent = document.Root.GetItems("Parents")[0];
        string child = document.File.Stem;
        if (OrganizationItems.KindOf(child) is not { } kind || kind == OrganizationNodeKind.Root)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, document.Root, $"the file is named {JsonNode.Quote(child)}, which is no id of an organizational unit or an account", "name the file after the child, such as list-parents/111122223333.json");
            return;
        }

        NodeParts node = builder.Organization.Node(kind, child);
        node.Place = node.Place == default ? PolicyTexts.PlaceOf(parent) : node.Place;
        OrganizationItems.SetParent(node, parent.GetText("Id"), parent, builder);
        OrganizationItems.ReadNode(parent, null, builder);
    }
}
