using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>The names and attributes of the resources of a plan or state: known, worked out, followed through references, or open.</summary>
internal sealed class TerraformValues(DeploymentScope scope, TerraformReferences references)
{
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    public DeploymentScope Scope { get; } = scope;

    public TerraformReferences References { get; } = references;

    /// <summary>The name: known, or made up.</summary>
    public string Name(TerraformResource resource)
    {
        string? given = NamingOf(resource)?.NameProperty is { } property ? resource.KnownText(property) : null;
        if (given is null)
        {
            return Scope.MadeUp(resource.Address);
        }

        const string Scheme = "https://";
        bool isUrl = resource.Type == "aws_iam_openid_connect_provider" && given.StartsWith(Scheme, StringComparison.Ordinal);
        return isUrl ? given[Scheme.Length..].TrimEnd('/') : given;
    }

    /// <summary>Tells that a name is made up.</summary>
    public void Tell(TerraformResource resource)
    {
        if (Name(resource) is var name && name == Scope.MadeUp(resource.Address) && _told.Add(resource.Address))
        {
            Scope.Builder.Findings.Add(EnvironmentDiagnostics.MadeUpName, resource.Origin, $"{JsonNode.Quote(resource.Address)} gets its name or id when it is deployed: {name} stands for it");
        }
    }

    /// <summary>The ARN: known, or worked out; <c>null</c> for types without.</summary>
    public string? Arn(TerraformResource resource) => resource.KnownText("arn") ?? NamingOf(resource)?.ArnOf(Scope, Name(resource), resource.KnownText("path"));

    /// <summary>An attribute of a resource that something refers to; <c>null</c> when only the deployment tells.</summary>
    public string? Attribute(TerraformResource resource, string attribute) => resource.KnownText(attribute) ?? attribute switch
    {
        "arn" => Arn(resource),
        "id" or "url" => NamingOf(resource)?.ReferenceTo(Scope, Name(resource), resource.KnownText("path")),
        _ when attribute == NamingOf(resource)?.NameProperty => Name(resource),
        _ => null,
    };

    /// <summary>The text of an attribute that names something: known, or followed to what it refers to; open, and told, when neither. <c>null</c> when it is not set.</summary>
    public DeployedValue? Text(TerraformResource resource, string attribute)
    {
        if (resource.Values.Get(attribute) is not { } value || value is { Kind: not (DeployedKind.Text or DeployedKind.Literal) } or { Text.Length: 0 })
        {
            return null;
        }

        if (!value.IsOpen)
        {
            return value;
        }

        List<TerraformTarget> targets = References.Of(resource, attribute);
        if (targets is [var target] && TextOf(target, attribute) is { } text)
        {
            return DeployedValue.OfText(resource.Origin, text);
        }

        Scope.TellOpen(resource.Origin, OpenText.Symbols(value.Text).FirstOrDefault() ?? attribute, $"{attribute} of {JsonNode.Quote(resource.Address)} is only known when it is deployed");
        return value;
    }

    /// <summary>The texts of an attribute that is a list of names: known, or followed.</summary>
    public IEnumerable<DeployedValue> Texts(TerraformResource resource, string attribute)
    {
        if (resource.Values.Get(attribute) is not { } value)
        {
            return [];
        }

        if (!value.IsOpen)
        {
            return value.Flatten();
        }

        IEnumerable<DeployedValue> known = value.Flatten().Where(static item => !item.IsOpen);
        List<TerraformTarget> targets = References.Of(resource, attribute);
        if (targets.Count > 0 && targets.TrueForAll(target => TextOf(target, attribute) is not null))
        {
            return known.Concat(targets.Select(target => DeployedValue.OfText(resource.Origin, TextOf(target, attribute)!))).DistinctBy(static item => item.Text, StringComparer.Ordinal);
        }

        Scope.TellOpen(resource.Origin, Scope.Symbol($"{resource.Address}.{attribute}"), $"{attribute} of {JsonNode.Quote(resource.Address)} is only known in part before it is deployed");
        return known.Append(DeployedValue.OfText(resource.Origin, OpenText.Of(Scope.Symbol($"{resource.Address}.{attribute}"))));
    }

    /// <summary>What a reference gives; <c>null</c> when only the deployment tells.</summary>
    /// <param name="target">What is referred to.</param>
    /// <param name="asked">The attribute that the reference is the value of.</param>
    public string? TextOf(TerraformTarget target, string asked) =>
        target.Constant is { Kind: DeployedKind.Text } constant ? constant.Text
        : target.Resource is { } resource ? Attribute(resource, target.Attribute.Length > 0 ? target.Attribute : WholeResource(asked)) : null;

    // Terraform before 0.14 says the resource alone: what fits the attribute is meant.
    private static string WholeResource(string asked)
    {
        bool isArn = asked.EndsWith("arn", StringComparison.Ordinal) || asked.EndsWith("arns", StringComparison.Ordinal) || asked is "permissions_boundary";
        return isArn ? "arn" : "id";
    }

    private static ResourceNaming? NamingOf(TerraformResource resource) => TerraformNamings.ByType.GetValueOrDefault(resource.Type);
}
