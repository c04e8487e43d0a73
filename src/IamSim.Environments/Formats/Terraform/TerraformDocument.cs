using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>The resources of a plan or state, whichever of their forms it has.</summary>
internal sealed class TerraformDocument
{
    private readonly Dictionary<string, JsonNode> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TerraformResource> _byAddress = new(StringComparer.Ordinal);
    private readonly string _prefix;

    public TerraformDocument(JsonNode root, string prefix)
    {
        Root = root;
        _prefix = prefix;
        ReadUnknown();
        if (root.TryGetArray("resources", out JsonNode resources))
        {
            ReadState(resources);
        }

        foreach (string values in new[] { "planned_values", "values" })
        {
            if (root.TryGetObject(values, out JsonNode planned) && planned.TryGetObject("root_module", out JsonNode module))
            {
                ReadModule(module, "", onlyData: false);
            }
        }

        // Data sources that were read for the plan stand in the state before it.
        if (root.TryGetObject("prior_state", out JsonNode prior) && prior.TryGetObject("values", out JsonNode before) && before.TryGetObject("root_module", out JsonNode beforeModule))
        {
            ReadModule(beforeModule, "", onlyData: true);
        }
    }

    public JsonNode Root { get; }

    public List<TerraformResource> Resources { get; } = [];

    private void ReadUnknown()
    {
        foreach (JsonNode change in Root.GetItems("resource_changes"))
        {
            if (change.GetText("address") is { } address && change.TryGetObject("change", out JsonNode detail) && detail.TryGetMember("after_unknown", out JsonNode unknown))
            {
                _unknown.TryAdd(address, unknown);
            }
        }
    }

    // The files are at most as deep as the JSON reader lets them be.
    private void ReadModule(JsonNode module, string address, bool onlyData)
    {
        foreach (JsonNode node in module.GetItems("resources"))
        {
            bool isData = node.GetText("mode") == "data";
            if (node.GetText("address") is { } full && node.GetText("type") is { } type && node.GetText("name") is { } name && (isData || !onlyData))
            {
                string? index = TerraformAddress.Split(full) is [.., var last] ? last.Index : null;
                node.TryGetObject("values", out JsonNode values);
                bool hasValues = node.TryGetObject("values", out _);
                DeployedValue known = Merge(hasValues ? values : null, _unknown.TryGetValue(full, out JsonNode unknown) ? unknown : null, node, full, "");
                Add(new TerraformResource(full, address, isData, type, name, index, known, node));
            }
        }

        foreach (JsonNode child in module.GetItems("child_modules"))
        {
            ReadModule(child, child.GetText("address") ?? address, onlyData);
        }
    }

    // terraform.tfstate
    private void ReadState(JsonNode resources)
    {
        foreach (JsonNode node in resources.ToList())
        {
            if (node.GetText("type") is not { } type || node.GetText("name") is not { } name)
            {
                continue;
            }

            bool isData = node.GetText("mode") == "data";
            string module = node.GetText("module") ?? "";
            foreach (JsonNode instance in node.GetItems("instances"))
            {
                if (instance.TryGetObject("attributes", out JsonNode attributes))
                {
                    string? index = instance.TryGetMember("index_key", out JsonNode key) ? key.Kind == JsonKind.String ? $"\"{key.Text}\"" : key.Text : null;
                    string address = $"{(module.Length == 0 ? "" : module + ".")}{(isData ? "data." : "")}{type}.{name}{(index is null ? "" : $"[{index}]")}";
                    Add(new TerraformResource(address, module, isData, type, name, index, DeployedValue.FromJson(attributes, isVerbatim: true), instance));
                }
            }
        }
    }

    private void Add(TerraformResource resource)
    {
        if (_byAddress.TryAdd(resource.Address, resource))
        {
            Resources.Add(resource);
        }
    }

    /// <summary>Joins values with the tree of what is unknown of them, where <c>true</c> stands for a whole value.</summary>
    private DeployedValue Merge(JsonNode? value, JsonNode? unknown, JsonNode at, string address, string path)
    {
        JsonNode origin = value ?? at;
        if (unknown is not { } open || open.Kind is not (JsonKind.Boolean or JsonKind.Object or JsonKind.Array))
        {
            return value is { } known ? DeployedValue.FromJson(known, isVerbatim: true) : DeployedValue.OfMap(origin, []);
        }

        if (open.Kind == JsonKind.Boolean)
        {
            bool isUnknown = open.Text == "true";
            return isUnknown ? DeployedValue.OfText(origin, OpenText.Of($"{_prefix}.{OpenText.Clean($"{address}{path}")}"))
                : value is { } stated ? DeployedValue.FromJson(stated, isVerbatim: true) : DeployedValue.OfLiteral(origin, "null");
        }

        if (open.Kind == JsonKind.Array)
        {
            List<JsonNode> items = value is { Kind: JsonKind.Array } list ? list.ToList() : [];
            List<JsonNode> unknowns = open.ToList();
            return value is { Kind: not (JsonKind.Array or JsonKind.Null) } other
                ? DeployedValue.FromJson(other, isVerbatim: true)
                : DeployedValue.OfList(origin, Enumerable.Range(0, Math.Max(items.Count, unknowns.Count)).Select(i => Merge(i < items.Count ? items[i] : null, i < unknowns.Count ? unknowns[i] : null, origin, address, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{path}[{i}]"))));
        }

        return MergeMembers(value, open, origin, address, path);
    }

    private DeployedValue MergeMembers(JsonNode? value, JsonNode unknown, JsonNode origin, string address, string path)
    {
        var members = new List<KeyValuePair<string, DeployedValue>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (value is { Kind: not (JsonKind.Object or JsonKind.Null) } other)
        {
            return DeployedValue.FromJson(other, isVerbatim: true);
        }

        foreach (JsonNode member in value is { Kind: JsonKind.Object } map ? map.ToList() : [])
        {
            JsonNode? open = unknown.TryGetProperty(member.Name!, out JsonNode found) ? found : null;
            members.Add(KeyValuePair.Create(OpenText.Plain(member.Name!), Merge(member, open, origin, address, $"{path}.{member.Name}")));
            names.Add(member.Name!);
        }

        foreach (JsonNode member in unknown)
        {
            if (names.Add(member.Name!))
            {
                members.Add(KeyValuePair.Create(OpenText.Plain(member.Name!), Merge(null, member, origin, address, $"{path}.{member.Name}")));
            }
        }

        return DeployedValue.OfMap(origin, members);
    }
}
