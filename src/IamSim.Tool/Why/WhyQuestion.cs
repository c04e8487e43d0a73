using System.Collections.Immutable;
using System.CommandLine;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tool;

/// <summary>Reads the question that the options of <c>iamsim why</c> ask, with everything that is wrong about them.</summary>
internal sealed class WhyQuestion(WhyOptions options, ParseResult parsed)
{
    // AWS's largest policies have 32 KB; a file of megabytes is a mistake.
    private const int MaximumBytes = 16 << 20;

    private readonly List<string> _complaints = [];
    private readonly List<Diagnostic> _findings = [];
    private readonly Dictionary<string, PolicyDocument> _documents = new(StringComparer.Ordinal);

    /// <summary>What is wrong with the options, one line each.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    /// <summary>What is wrong with the texts of the policies.</summary>
    public IReadOnlyList<Diagnostic> Findings => _findings;

    /// <summary>The request; <c>null</c> when an option of it cannot be read.</summary>
    public AccessRequest? ReadRequest(DateTimeOffset? now)
    {
        Principal? principal = ReadPrincipal();
        if (!ActionName.TryParse(parsed.GetValue(options.Action), out ActionName action))
        {
            Complain(options.Action, parsed.GetValue(options.Action)!, "expected one action as service:Name, such as s3:GetObject");
        }

        ImmutableArray<RequestResource> resources = ReadResources();
        RequestContext context = ReadContext();
        ImmutableDictionary<string, string> requestTags = ReadTags(options.RequestTag);
        return principal is null || _complaints.Count > 0
            ? null
            : new AccessRequest(principal, action, resources) { Context = context, RequestTags = requestTags, Time = now };
    }

    /// <summary>The policies. Those that cannot be read are left out and complained about.</summary>
    public PolicySet ReadPolicies() => new()
    {
        Identity = ReadAll(parsed.GetValue(options.Identity)!),
        PermissionsBoundary = Read(options.Boundary),
        Session = parsed.GetValue(options.Session) is { Length: > 0 } session ? ReadAll(session) : null,
        Resource = Read(options.ResourcePolicy),
        AccessPoint = Read(options.AccessPointPolicy),
        VpcEndpoint = Read(options.VpcEndpoint),
        VpcEndpointType = parsed.GetValue(options.VpcEndpointType) == "gateway" ? VpcEndpointType.Gateway : VpcEndpointType.Interface,
        ServiceControlPolicies = ReadLevels(options.ServiceControl),
        ResourceControlPolicies = ReadLevels(options.ResourceControl),
        Organization = ReadOrganization(),
    };

    private Principal? ReadPrincipal()
    {
        string text = parsed.GetValue(options.Principal)!;
        string? path = parsed.GetValue(options.RolePath);
        if (path is not null && !(path.StartsWith('/') && path.EndsWith('/')))
        {
            Complain(options.RolePath, path, "expected a path that begins and ends with a slash");
        }

        Principal? principal = Principal.TryParse(text, out Principal? simple) ? simple : Principal.TryParseFederatedProvider(text, out Principal? provider) ? provider : null;
        if (principal is null)
        {
            Complain(options.Principal, text, "expected the ARN of a user, role, role session (assumed-role), federated-user or root, a service name such as lambda.amazonaws.com, an identity provider, or anonymous");
            return null;
        }

        return principal with { RolePath = path ?? principal.RolePath, Tags = ReadTags(options.Tag), SessionTags = ReadTags(options.SessionTag) };
    }

    private ImmutableArray<RequestResource> ReadResources()
    {
        var resources = ImmutableArray.CreateBuilder<RequestResource>();
        string? owner = ReadAccount(options.ResourceAccount);
        ImmutableDictionary<string, string> tags = ReadTags(options.ResourceTag);
        foreach (string text in parsed.GetValue(options.Resource)!)
        {
            if (text != "*" && !Arn.TryParse(text, out _))
            {
                Complain(options.Resource, text, "expected an ARN with six parts, arn:partition:service:region:account:resource, or *");
                continue;
            }

            resources.Add(new RequestResource(text) { OwnerAccount = owner, Tags = tags, AccessPointArn = parsed.GetValue(options.AccessPoint) });
        }

        return resources.ToImmutable();
    }

    private RequestContext ReadContext()
    {
        var values = new List<KeyValuePair<string, ContextValue>>();
        foreach ((string key, string value) in ReadPairs(options.Context))
        {
            bool isList = value.StartsWith('[') && value.EndsWith(']');
            values.Add(new(key, isList ? ContextValue.Create(value[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) : value));
        }

        values.AddRange((parsed.GetValue(options.Absent) ?? []).Select(static key => new KeyValuePair<string, ContextValue>(key, ContextValue.Absent)));
        foreach (IGrouping<string, string> twice in values.Select(static pair => pair.Key).GroupBy(static key => key, StringComparer.OrdinalIgnoreCase).Where(static group => group.Count() > 1))
        {
            Complain(options.Context, twice.Key, "the key stands twice; a list is written key=[a,b]");
        }

        return new RequestContext(values);
    }

    private OrganizationFacts? ReadOrganization()
    {
        string? path = parsed.GetValue(options.OrganizationPath);
        string? management = ReadAccount(options.ManagementAccount);
        if (path is null && management is null)
        {
            return null;
        }

        if (path is not null && !(path.StartsWith("o-", StringComparison.Ordinal) && path.EndsWith('/')))
        {
            Complain(options.OrganizationPath, path, "expected a path such as o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/, which ends with a slash");
        }

        return new OrganizationFacts { Id = path?.Split('/')[0], Paths = path is null ? [] : [path], ManagementAccount = management };
    }

    private string? ReadAccount(Option<string?> option)
    {
        string? account = parsed.GetValue(option);
        if (account is not null && (account.Length != 12 || !account.All(char.IsAsciiDigit)))
        {
            Complain(option, account, "expected an account id of twelve digits");
        }

        return account;
    }

    private ImmutableDictionary<string, string> ReadTags(Option<string[]> option) => ReadPairs(option).ToImmutableDictionary(StringComparer.Ordinal);

    private Dictionary<string, string> ReadPairs(Option<string[]> option)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string text in parsed.GetValue(option) ?? [])
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                Complain(option, text, "expected key=value");
            }
            else if (!pairs.TryAdd(text[..equals], text[(equals + 1)..]))
            {
                Complain(option, text[..equals], "the key stands twice; a list is written key=[a,b]");
            }
        }

        return pairs;
    }

    private ImmutableArray<ImmutableArray<PolicyDocument>>? ReadLevels(Option<string[]> option) =>
        parsed.GetValue(option) is { Length: > 0 } levels ? [.. levels.Select(level => ReadAll(level.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))] : null;

    private ImmutableArray<PolicyDocument> ReadAll(IEnumerable<string> files) => [.. files.Select(Read).OfType<PolicyDocument>()];

    private PolicyDocument? Read(Option<string?> option) => parsed.GetValue(option) is { } file ? Read(file) : null;

    // A file that stands in several places is one document, so that an edit of it is one change.
    private PolicyDocument? Read(string file)
    {
        if (_documents.TryGetValue(file, out PolicyDocument? known))
        {
            return known;
        }

        SourceText? source = InputFile.Read(file, MaximumBytes, out Diagnostic? decoding, out string? fault);
        if (source is null)
        {
            _complaints.Add(fault!);
            return null;
        }

        if (decoding is not null)
        {
            _findings.Add(decoding);
            return null;
        }

        bool isPolicy = PolicyDocument.TryParse(source.Text, source.Name, out PolicyDocument? document, out IReadOnlyList<Diagnostic> findings);
        _findings.AddRange(findings);
        if (isPolicy)
        {
            _documents.Add(file, document!);
        }

        return document;
    }

    private void Complain(Option option, string value, string expected) => _complaints.Add($"{option.Name} {PrintableText.Line(value)}: {expected}");
}
