using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>Follows the references in the configuration of a plan: from an attribute whose value is not known yet to the resource that it comes from.</summary>
/// <remarks>A plan says which resources an expression refers to, and not how it uses them: an expression that refers to one attribute of one resource is taken to be it.</remarks>
internal sealed class TerraformReferences
{
    private const int MaximumSteps = 30;

    private readonly ILookup<(string Module, string LocalName), TerraformResource> _resources;
    private readonly Dictionary<string, Dictionary<string, JsonNode>> _expressions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonNode?> _modules = new(StringComparer.Ordinal);
    private readonly JsonNode? _root;

    public TerraformReferences(TerraformDocument document)
    {
        _resources = document.Resources.ToLookup(static resource => (resource.Module, resource.LocalName));
        _root = document.Root.TryGetObject("configuration", out JsonNode configuration) && configuration.TryGetObject("root_module", out JsonNode root) ? root : null;
    }

    /// <summary>Whether the configuration sets an attribute; <c>null</c> when there is no configuration.</summary>
    public bool? IsConfigured(TerraformResource resource, string attribute) => Expressions(resource) is { } expressions ? expressions.TryGetMember(attribute, out _) : null;

    /// <summary>What an attribute refers to. Empty when that is nothing, or nothing that can be told.</summary>
    /// <param name="resource">The resource that has the attribute.</param>
    /// <param name="attribute">Its name.</param>
    public List<TerraformTarget> Of(TerraformResource resource, string attribute)
    {
        var targets = new List<TerraformTarget>();
        if (Expressions(resource) is { } expressions && expressions.TryGetObject(attribute, out JsonNode expression))
        {
            Follow(expression, resource.Module, resource.Index, targets, 0);
        }

        return targets;
    }

    /// <summary>What the list that an expression of a block is refers to.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="resource">The resource that has the block.</param>
    public List<TerraformTarget> Of(JsonNode expression, TerraformResource resource)
    {
        var targets = new List<TerraformTarget>();
        Follow(expression, resource.Module, resource.Index, targets, 0);
        return targets;
    }

    /// <summary>The expressions of a resource.</summary>
    public JsonNode? Expressions(TerraformResource resource)
    {
        if (!_expressions.TryGetValue(resource.Module, out Dictionary<string, JsonNode>? known))
        {
            _expressions.Add(resource.Module, known = new Dictionary<string, JsonNode>(StringComparer.Ordinal));
            foreach (JsonNode candidate in Module(resource.Module)?.GetItems("resources") ?? [])
            {
                if (candidate.GetText("address") is { } address && candidate.TryGetObject("expressions", out JsonNode expressions))
                {
                    known.TryAdd(address, expressions);
                }
            }
        }

        return known.TryGetValue(resource.LocalName, out JsonNode found) ? found : null;
    }

    private void Follow(JsonNode expression, string module, string? index, List<TerraformTarget> targets, int step)
    {
        if (step > MaximumSteps)
        {
            return;
        }

        if (expression.TryGetMember("constant_value", out JsonNode constant))
        {
            targets.Add(new TerraformTarget(null, "", DeployedValue.FromJson(constant, isVerbatim: true)));
            return;
        }

        // aws_iam_role.x.arn is followed by aws_iam_role.x, which says the same once more.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string reference in expression.GetTexts("references"))
        {
            List<TerraformAddress.Part> parts = TerraformAddress.Split(reference);
            int length = parts[0].Name == "data" ? 3 : 2;
            if (parts.Count >= length && seen.Add(string.Join('.', parts.Take(length).Select(static part => part.Name))))
            {
                Follow(parts, length, module, index, targets, step);
            }
        }
    }

    private void Follow(List<TerraformAddress.Part> parts, int length, string module, string? index, List<TerraformTarget> targets, int step)
    {
        switch (parts[0].Name)
        {
            case "each" or "count" or "path" or "terraform" or "local" or "self":
                break;
            case "var":
                FollowVariable(parts[1].Name, module, index, targets, step);
                break;
            case "module" when parts.Count > 2:
                FollowOutput(parts, module, index, targets, step);
                break;
            default:
                string localName = string.Join('.', parts.Take(length).Select(static part => part.Name));
                if (Choose([.. _resources[(module, localName)]], parts[length - 1].Index, index) is { } found)
                {
                    targets.Add(new TerraformTarget(found, parts.Count > length ? parts[length].Name : "", null));
                }

                break;
        }
    }

    // A variable is what the call of the module sets it to.
    private void FollowVariable(string name, string module, string? index, List<TerraformTarget> targets, int step)
    {
        if (module.Length == 0)
        {
            return;
        }

        string parent = TerraformAddress.ParentModule(module);
        List<TerraformAddress.Part> own = TerraformAddress.Split(module);
        if (Module(parent) is { } caller && caller.TryGetObject("module_calls", out JsonNode calls) && calls.TryGetObject(own[^1].Name, out JsonNode call)
            && call.TryGetObject("expressions", out JsonNode expressions) && expressions.TryGetObject(name, out JsonNode expression))
        {
            Follow(expression, parent, own[^1].Index ?? index, targets, step + 1);
        }
    }

    private void FollowOutput(List<TerraformAddress.Part> parts, string module, string? index, List<TerraformTarget> targets, int step)
    {
        string child = $"{(module.Length == 0 ? "" : module + ".")}module.{parts[1]}";
        if (Module(child) is { } called && called.TryGetObject("outputs", out JsonNode outputs) && outputs.TryGetObject(parts[2].Name, out JsonNode output)
            && output.TryGetObject("expression", out JsonNode expression))
        {
            Follow(expression, child, index, targets, step + 1);
        }
    }

    // Of several, the one that the reference names, or the one with the key of who refers to it.
    private static TerraformResource? Choose(TerraformResource[] candidates, string? named, string? own) => candidates.Length == 1
        ? candidates[0]
        : Array.Find(candidates, candidate => named is not null && candidate.Index == named) ?? Array.Find(candidates, candidate => own is not null && candidate.Index == own);

    private JsonNode? Module(string address)
    {
        if (_modules.TryGetValue(address, out JsonNode? known))
        {
            return known;
        }

        JsonNode? module = _root;
        foreach (string name in address.Length == 0 ? [] : TerraformAddress.ModuleNames(address))
        {
            module = module is { } at && at.TryGetObject("module_calls", out JsonNode calls) && calls.TryGetObject(name, out JsonNode call) && call.TryGetObject("module", out JsonNode child) ? child : null;
        }

        _modules.Add(address, module);
        return module;
    }
}
