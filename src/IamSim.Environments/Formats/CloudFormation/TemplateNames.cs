using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>The names, ARNs and attributes of the resources of a template, with their open pieces.</summary>
internal sealed class TemplateNames(Template template)
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private DeploymentScope Scope => template.Scope;

    /// <summary>The name or id: as the template gives it, or a made-up one.</summary>
    public string Name(TemplateResource resource)
    {
        if (_names.TryGetValue(resource.LogicalId, out string? known))
        {
            return known;
        }

        // A name that is made from itself is whatever AWS makes of it.
        string madeUp = Scope.MadeUp(resource.LogicalId);
        _names.Add(resource.LogicalId, madeUp);
        string? given = NamingOf(resource)?.NameProperty is { } property ? resource.GetText(property) : null;
        if (given is null or "")
        {
            return madeUp;
        }

        const string Scheme = "https://";
        bool isUrl = resource.Type == "AWS::IAM::OIDCProvider" && given.StartsWith(Scheme, StringComparison.Ordinal);
        return _names[resource.LogicalId] = isUrl ? given[Scheme.Length..].TrimEnd('/') : given;
    }

    /// <summary>The ARN; <c>null</c> when the type has none that is known here.</summary>
    public string? Arn(TemplateResource resource) => NamingOf(resource) is { } naming ? naming.ArnOf(Scope, Name(resource), PathOf(resource, naming)) : null;

    /// <summary>What <c>Ref</c> gives: for types not known here a made-up id.</summary>
    public string Ref(TemplateResource resource) => NamingOf(resource) is { } naming ? naming.ReferenceTo(Scope, Name(resource), PathOf(resource, naming)) : Name(resource);

    /// <summary>What <c>Fn::GetAtt</c> gives; <c>null</c> when only the deployment tells.</summary>
    public string? Attribute(TemplateResource resource, string attribute) => attribute switch
    {
        "Arn" or "TopicArn" or "PolicyArn" => Arn(resource),
        "QueueUrl" when resource.Type == "AWS::SQS::Queue" => Ref(resource),
        "QueueName" or "TopicName" or "RepositoryName" or "KeyId" or "Id" or "AccountId" when NamingOf(resource) is not null => Name(resource),
        _ => null,
    };

    /// <summary>Tells that a name is made up.</summary>
    public void Tell(TemplateResource resource)
    {
        string name = Name(resource);
        if (name == Scope.MadeUp(resource.LogicalId))
        {
            Scope.Builder.Findings.Add(EnvironmentDiagnostics.MadeUpName, resource.Node, $"{JsonNode.Quote(resource.LogicalId)} gets its name or id when it is deployed: {name} stands for it");
        }
    }

    private static ResourceNaming? NamingOf(TemplateResource resource) => CloudFormationNamings.ByType.GetValueOrDefault(resource.Type);

    private static string? PathOf(TemplateResource resource, ResourceNaming naming) => naming.HasPath ? resource.GetText("Path") : null;
}
