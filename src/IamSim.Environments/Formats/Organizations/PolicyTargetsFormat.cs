using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>What <c>aws organizations list-targets-for-policy</c> prints. The policy is the name of the file: <c>list-targets-for-policy/p-ab12cd34.json</c>.</summary>
internal sealed class PolicyTargetsFormat : IEnvironmentFormat
{
    public string Name => "aws organizations list-targets-for-policy";

    public bool CanRead(in EnvironmentDocument document) =>
        OrganizationItems.HasList(document.Root, "Targets", static item => OrganizationItems.KindOf(item.GetText("TargetId")) is not null, isEmptyAccepted: document.File.IsFrom("list-targets-for-policy"));

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        OrganizationItems.ReportMissingPage(document.Root, builder);
        document.Root.TryGetArray("Targets", out JsonNode list);
        string policy = document.File.Stem;
        if (!policy.StartsWith("p-", StringComparison.Ordinal))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, list, $"the file is named {JsonNode.Quote(policy)}, which is no id of a policy", "name the file after the policy, such as list-targets-for-policy/p-ab12cd34.json");
            return;
        }

        if (!builder.Organization.Targets.TryGetValue(policy, out List<string>? targets))
        {
            builder.Organization.Targets.Add(policy, targets = []);
        }

        foreach (JsonNode target in list)
        {
            string? id = target.GetText("TargetId");
            if (OrganizationItems.KindOf(id) is { } kind)
            {
                NodeParts node = builder.Organization.Node(kind, id!);
                node.Name ??= target.GetText("Name");
                node.Place = node.Place == default ? PolicyTexts.PlaceOf(target) : node.Place;
                targets.Add(id!);
            }
            else
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, target, "a target without id", "expected \"TargetId\": \"r-ab12\", \"ou-ab12-11111111\" or twelve digits");
            }
        }
    }
}
