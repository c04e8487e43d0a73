using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>
/// What <c>aws organizations list-policies-for-target</c> and <c>list-policies</c> print. The target and the type are the name of the file:
/// <c>list-policies-for-target/ou-ab12-11111111.SERVICE_CONTROL_POLICY.json</c>.
/// </summary>
internal sealed class OrganizationPoliciesFormat : IEnvironmentFormat
{
    public string Name => "aws organizations list-policies-for-target, list-policies";

    public bool CanRead(in EnvironmentDocument document) =>
        OrganizationItems.HasList(document.Root, "Policies", IsSummary, isEmptyAccepted: IsForTarget(document.File) || IsListOfAll(document.File));

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        OrganizationItems.ReportMissingPage(document.Root, builder);
        document.Root.TryGetArray("Policies", out JsonNode list);
        List<JsonNode> summaries = list.ToList();
        if (!IsForTarget(document.File))
        {
            ReadAll(document, summaries, builder);
            return;
        }

        int dot = document.File.Stem.IndexOf('.', StringComparison.Ordinal);
        (string target, bool isPage) = OrganizationItems.SplitPage(dot < 0 ? document.File.Stem : document.File.Stem[..dot]);
        string? type = dot < 0 ? null : WithoutPage(document.File.Stem[(dot + 1)..], ref isPage);
        if (OrganizationItems.KindOf(target) is not { } kind)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, list, $"the file is named {JsonNode.Quote(target)}, which is no id of a root, an organizational unit or an account", "name the file after the target and the type, such as list-policies-for-target/ou-ab12-11111111.SERVICE_CONTROL_POLICY.json");
            return;
        }

        // The command asks for one type at a time, so that one policy tells it too; an empty list needs the name of the file.
        type ??= summaries.Count > 0 ? OrganizationItems.TypeOf(summaries[0]) : null;
        if (type is null && summaries.Count == 0)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, list, "nothing tells which type of policies this empty list is about", $"name the file {target}.{OrganizationItems.ServiceControlPolicy}.json or {target}.{OrganizationItems.ResourceControlPolicy}.json");
            return;
        }

        if (type is OrganizationItems.ServiceControlPolicy or OrganizationItems.ResourceControlPolicy)
        {
            NodeParts node = builder.Organization.Node(kind, target);
            node.Place = node.Place == default ? PolicyTexts.PlaceOf(list) : node.Place;
            OrganizationItems.Attach(node, type, summaries, list, builder, isPage);
            (string, string) key = (target, type);
            bool isLast = document.Root.GetText("NextToken") is null;
            builder.Organization.HasLastPage[key] = isLast || builder.Organization.HasLastPage.GetValueOrDefault(key);
        }
    }

    // Together with list-targets-for-policy of each one it says as much as list-policies-for-target.
    private static void ReadAll(in EnvironmentDocument document, List<JsonNode> summaries, EnvironmentBuilder builder)
    {
        string? type = document.File.Stem.StartsWith("list-policies.", StringComparison.Ordinal) ? document.File.Stem["list-policies.".Length..] : null;
        type ??= summaries.Count > 0 ? OrganizationItems.TypeOf(summaries[0]) : null;
        List<string> ids = [.. summaries.Select(summary => OrganizationItems.ReadSummary(summary, builder)).OfType<string>()];
        if (type is not null)
        {
            builder.Organization.AllPolicies.TryAdd(type, ids);
        }
    }

    private static string WithoutPage(string type, ref bool isPage)
    {
        string name = type.TrimEnd("0123456789".ToCharArray());
        if (name.Length == type.Length || !name.EndsWith('-'))
        {
            return type;
        }

        isPage = true;
        return name[..^1];
    }

    private static bool IsForTarget(EnvironmentFile file) => file.IsFrom("list-policies-for-target");

    private static bool IsListOfAll(EnvironmentFile file) => file.Stem == "list-policies" || file.Stem.StartsWith("list-policies.", StringComparison.Ordinal);

    private static bool IsSummary(JsonNode item) =>
        item.GetText("Id")?.StartsWith("p-", StringComparison.Ordinal) == true && item.GetText("Type") is not null;
}
