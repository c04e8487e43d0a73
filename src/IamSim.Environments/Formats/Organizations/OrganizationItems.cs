using IamSim.Environments.Loading;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Formats.Organizations;

/// <summary>Reads what the outputs of <c>aws organizations</c> have in common: nodes of the tree, policies, attachments.</summary>
internal static class OrganizationItems
{
    public const string ServiceControlPolicy = "SERVICE_CONTROL_POLICY";
    public const string ResourceControlPolicy = "RESOURCE_CONTROL_POLICY";

    /// <summary>Whether a document is an object with a list of this name whose first item, if there is one, has what such items have.</summary>
    public static bool HasList(JsonNode root, string name, Func<JsonNode, bool> isItem, bool isEmptyAccepted) =>
        root.TryGetArray(name, out JsonNode list) && (FirstOf(list) is { } first ? isItem(first) : isEmptyAccepted);

    /// <summary>What an id of the tree is the id of; <c>null</c> for none.</summary>
    public static OrganizationNodeKind? KindOf(string? id) => id switch
    {
        null => null,
        _ when AccountId.IsValid(id) => OrganizationNodeKind.Account,
        _ when id.StartsWith("r-", StringComparison.Ordinal) && IsPlain(id) => OrganizationNodeKind.Root,
        _ when id.StartsWith("ou-", StringComparison.Ordinal) && IsPlain(id) => OrganizationNodeKind.OrganizationalUnit,
        _ => null,
    };

    /// <summary>Reads a root, unit or account. <c>null</c>, with a finding, when it has no id of that sort.</summary>
    /// <param name="item">The item.</param>
    /// <param name="parentId">What it hangs below; <c>null</c> when the document does not say.</param>
    /// <param name="builder">Takes it.</param>
    public static NodeParts? ReadNode(JsonNode item, string? parentId, EnvironmentBuilder builder)
    {
        string? id = item.GetText("Id");
        if (KindOf(id) is not { } kind)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, item, id is null ? "an item of an organization without id" : $"{JsonNode.Quote(id)} is no id of a root, an organizational unit or an account", "expected \"Id\": \"r-ab12\", \"ou-ab12-11111111\" or twelve digits");
            return null;
        }

        NodeParts node = builder.Organization.Node(kind, id!);
        node.Name ??= item.GetText("Name");
        node.Place = node.Place == default ? PolicyTexts.PlaceOf(item) : node.Place;
        ReadArn(item.GetText("Arn"), builder);
        SetParent(node, parentId, item, builder);
        return node;
    }

    /// <summary>Says what a node hangs below; two files may not disagree.</summary>
    public static void SetParent(NodeParts node, string? parentId, JsonNode at, EnvironmentBuilder builder)
    {
        if (parentId is not null && node.ParentId is not null && node.ParentId != parentId)
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, at, $"{JsonNode.Quote(node.Id)} hangs below {JsonNode.Quote(parentId)} here and below {JsonNode.Quote(node.ParentId)} elsewhere", "the first one counts; load one snapshot at a time");
        }

        node.ParentId ??= parentId;
    }

    /// <summary>Reads which types of policies the root has enabled. A type that is not listed is not.</summary>
    public static void ReadPolicyTypes(JsonNode root, EnvironmentBuilder builder)
    {
        if (!root.TryGetArray("PolicyTypes", out JsonNode types))
        {
            return;
        }

        OrganizationParts organization = builder.Organization;
        organization.HasServiceControlPolicies = (organization.HasServiceControlPolicies ?? false) || IsEnabled(types, ServiceControlPolicy);
        organization.HasResourceControlPolicies = (organization.HasResourceControlPolicies ?? false) || IsEnabled(types, ResourceControlPolicy);
    }

    /// <summary>Reads a policy with its text, in whichever way it is written; the first of two with one id stays.</summary>
    public static void ReadPolicy(JsonNode summary, JsonNode content, EnvironmentBuilder builder)
    {
        if (summary.GetText("Id") is not { } id)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, summary, "a policy of an organization without id", "expected \"Id\": \"p-ab12cd34\"");
            return;
        }

        EnvironmentPolicy policy = builder.ReadPolicy(content, summary.GetText("Name") ?? id, summary.GetText("Arn"));
        if (!builder.Organization.Policies.TryAdd(id, policy) && builder.Organization.Policies[id].Text != policy.Text)
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, content, $"the policy {JsonNode.Quote(id)} has another text at {builder.Organization.Policies[id].Place}", "the first one counts; load one snapshot at a time");
        }
    }

    /// <summary>The id in the name of a file, and whether a number of a page follows it: <c>ou-ab12-11111111-2</c>.</summary>
    public static (string Id, bool IsPage) SplitPage(string name)
    {
        int dash = name.LastIndexOf('-');
        ReadOnlySpan<char> number = name.AsSpan(dash + 1);
        bool isPage = dash > 0 && number.Length is > 0 and <= 4 && !number.ContainsAnyExceptInRange('0', '9') && IsWhole(name[..dash]);
        return isPage ? (name[..dash], true) : (name, false);
    }

    /// <summary>Adds a policy of which nothing is known to those that are attached to a node.</summary>
    public static string Lost(NodeParts node, string type, SourcePlace place, EnvironmentBuilder builder)
    {
        string id = $"{node.Id}.{type}";
        if (!builder.Organization.Policies.ContainsKey(id))
        {
            builder.Organization.Policies.Add(id, builder.CreateMissingPolicy($"another {type} of {node.Id}", null, place));
        }

        return id;
    }

    /// <summary>Reads the policies of one type that are attached to a node, all of them or a page.</summary>
    public static void Attach(NodeParts node, string type, IEnumerable<JsonNode> summaries, JsonNode at, EnvironmentBuilder builder, bool isPage = false)
    {
        var ids = new List<string>();
        foreach (JsonNode summary in summaries)
        {
            ids.Add(ReadSummary(summary, builder) ?? Lost(node, type, PolicyTexts.PlaceOf(summary), builder));
        }

        List<string>? known = type == ServiceControlPolicy ? node.ServiceControlPolicies : node.ResourceControlPolicies;
        if (known is not null && isPage)
        {
            known.AddRange(ids);
        }
        else if (known is not null && !known.ToHashSet(StringComparer.Ordinal).SetEquals(ids))
        {
            builder.Findings.Add(EnvironmentDiagnostics.Contradiction, at, $"two files attach different policies of type {type} to {JsonNode.Quote(node.Id)}", "the first one counts; load one snapshot at a time");
        }
        else if (type == ServiceControlPolicy)
        {
            node.ServiceControlPolicies = ids;
        }
        else
        {
            node.ResourceControlPolicies = ids;
        }
    }

    /// <summary>Keeps the name and the place of a policy; returns its id. <c>null</c>, with a finding, when it has none.</summary>
    public static string? ReadSummary(JsonNode summary, EnvironmentBuilder builder)
    {
        if (summary.GetText("Id") is not { } id)
        {
            builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, summary, "a policy of an organization without id", "expected \"Id\": \"p-ab12cd34\"");
            return null;
        }

        builder.Organization.Mentions.TryAdd(id, new PolicyMention(summary.GetText("Name"), summary.GetText("Arn"), PolicyTexts.PlaceOf(summary)));
        return id;
    }

    /// <summary>The type of a policy; <c>null</c> for the types that decide nothing, such as tag policies.</summary>
    public static string? TypeOf(JsonNode summary) => summary.GetText("Type") switch
    {
        null or ServiceControlPolicy => ServiceControlPolicy,
        ResourceControlPolicy => ResourceControlPolicy,
        _ => null,
    };

    /// <summary>An output that was cut off by <c>--max-items</c> or <c>--no-paginate</c> says where it would go on.</summary>
    public static void ReportMissingPage(JsonNode root, EnvironmentBuilder builder)
    {
        if (root.GetText("NextToken") is not null && root.TryGetProperty("NextToken", out JsonNode token))
        {
            builder.Findings.Add(EnvironmentDiagnostics.MissingPage, token, "the output says that there are more pages", "call the command without --max-items and --no-paginate");
        }
    }

    // arn:aws:organizations::MANAGEMENT-ACCOUNT:ou/o-a1b2c3d4e5/…: every ARN of the tree tells both ids.
    private static void ReadArn(string? text, EnvironmentBuilder builder)
    {
        if (text is null || !Arn.TryParse(text, out Arn arn) || arn.Service is not "organizations" || !AccountId.IsValid(arn.AccountId))
        {
            return;
        }

        string[] parts = arn.Resource.ToString().Split('/');
        if (parts.Length > 1 && parts[1].StartsWith("o-", StringComparison.Ordinal))
        {
            builder.Organization.Id ??= parts[1];
            builder.Organization.ManagementAccountId ??= arn.AccountId.ToString();
        }
    }

    private static bool IsEnabled(JsonNode types, string type) =>
        types.ToList().Any(item => item.GetText("Type") == type && item.GetText("Status") == "ENABLED");

    // A root is r- and four characters or more, a unit ou-, those of its root, and eight or more.
    private static bool IsWhole(string id) => KindOf(id) is { } kind && id.Split('-') switch
    {
        [_] => kind == OrganizationNodeKind.Account,
        [_, { Length: >= 4 }] => kind == OrganizationNodeKind.Root,
        [_, { Length: >= 4 }, { Length: >= 8 }] => kind == OrganizationNodeKind.OrganizationalUnit,
        _ => false,
    };

    private static bool IsPlain(string id) => id.Length <= 70 && id.All(static c => c == '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    private static JsonNode? FirstOf(JsonNode list)
    {
        foreach (JsonNode item in list)
        {
            return item;
        }

        return null;
    }
}
