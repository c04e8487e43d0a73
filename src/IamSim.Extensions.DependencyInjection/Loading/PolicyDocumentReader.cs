using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Extensions.DependencyInjection.Loading;

/// <summary>Makes a policy set of the bytes of its files.</summary>
internal sealed class PolicyDocumentReader(PolicyInput input, LoadFindings findings)
{
    private readonly Dictionary<string, PolicyDocument?> _documents = new(StringComparer.Ordinal);

    /// <summary>Reads every file. A document that has a fault is left out: then the findings have an error, and the set serves to find the others'.</summary>
    public PolicySet Read(PolicyFiles files) => new()
    {
        Identity = Level(files.Identity),
        PermissionsBoundary = Single(files.PermissionsBoundary),
        Session = files.Session is { } session ? Level(session) : null,
        Resource = Single(files.Resource),
        ResourcePolicyKind = files.ResourcePolicyKind,
        AccessPoint = Single(files.AccessPoint),
        VpcEndpoint = Single(files.VpcEndpoint),
        VpcEndpointType = files.VpcEndpointType,
        ServiceControlPolicies = files.ServiceControlPolicies is { } service ? Levels(service) : null,
        ResourceControlPolicies = files.ResourceControlPolicies is { } resource ? Levels(resource) : null,
        Organization = files.Organization,
        ResourceOrganization = files.ResourceOrganization,
    };

    private ImmutableArray<ImmutableArray<PolicyDocument>> Levels(ImmutableArray<ImmutableArray<string>> levels) =>
        levels.IsDefault ? [] : [.. levels.Select(Level)];

    private ImmutableArray<PolicyDocument> Level(ImmutableArray<string> paths) =>
        paths.IsDefault ? [] : [.. paths.Select(Single).OfType<PolicyDocument>()];

    private PolicyDocument? Single(string? path)
    {
        if (path is null)
        {
            return null;
        }

        if (!_documents.TryGetValue(path, out PolicyDocument? document))
        {
            document = Parse(input.Files[path]);
            _documents.Add(path, document);
        }

        return document;
    }

    private PolicyDocument? Parse(PolicyFile file)
    {
        if (file.Fault is not null)
        {
            findings.AddError($"{file.Name}: {file.Fault}");
            return null;
        }

        SourceText source = SourceText.FromUtf8(file.Bytes.Span, file.Name, 1, out Diagnostic? fault);
        if (fault is not null)
        {
            findings.Add(fault);
            return null;
        }

        PolicyDocument.TryParse(source.Text, file.Name, out PolicyDocument? document, out IReadOnlyList<Diagnostic> diagnostics);
        findings.AddRange(diagnostics);
        return document;
    }
}
