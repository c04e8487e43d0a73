using System.Diagnostics.CodeAnalysis;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Identifiers;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Takes in what the formats read, in the order of the files, and puts it together at the end. Not thread-safe.</summary>
internal sealed class EnvironmentBuilder
{
    private readonly PolicyTexts _texts;

    public EnvironmentBuilder(EnvironmentLoadOptions options)
    {
        Options = options;
        _texts = new PolicyTexts(Findings);
    }

    public EnvironmentLoadOptions Options { get; }

    public EnvironmentFindings Findings { get; } = new();

    /// <summary>Which files were of which form.</summary>
    public FormTally Forms { get; } = new();

    /// <summary>Which pages of authorization details there were.</summary>
    public DetailPages Pages { get; } = new();

    /// <summary>What the CDK says of the templates that it wrote.</summary>
    public CloudAssemblies Assemblies { get; } = new();

    public OrganizationParts Organization { get; } = new();

    /// <summary>By id.</summary>
    public Dictionary<string, AccountParts> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>AWS's own policies, by ARN: they are the same in every account.</summary>
    public Dictionary<string, ManagedPolicyParts> AwsManagedPolicies { get; } = new(StringComparer.Ordinal);

    /// <summary>By ARN.</summary>
    public Dictionary<string, IdentityParts> Identities { get; } = new(StringComparer.Ordinal);

    /// <summary>By ARN.</summary>
    public Dictionary<string, ResourceParts> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>By id.</summary>
    public Dictionary<string, EndpointParts> Endpoints { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of resources, their ARNs or aliases, of which AWS said that they have no policy.</summary>
    public HashSet<string> NamesWithoutPolicy { get; } = new(StringComparer.Ordinal);

    /// <summary>Full paths of files that another file names and that were read with it.</summary>
    public HashSet<string> ReferencedFiles { get; } = new(StringComparer.Ordinal);

    /// <summary>Finds an account, or makes it.</summary>
    public AccountParts Account(string id)
    {
        if (!Accounts.TryGetValue(id, out AccountParts? account))
        {
            Accounts.Add(id, account = new AccountParts(id));
        }

        return account;
    }

    /// <summary>Finds a resource, or makes it. The account of the ARN, where it has one, owns it.</summary>
    public ResourceParts Resource(string arn, SourcePlace place)
    {
        if (!Resources.TryGetValue(arn, out ResourceParts? resource))
        {
            resource = new ResourceParts(arn) { Place = place };
            if (Arn.TryParse(arn, out Arn parsed) && AccountId.IsValid(parsed.AccountId))
            {
                resource.OwnerAccountId = parsed.AccountId.ToString();
            }

            resource.Region = parsed.Region.IsEmpty ? null : parsed.Region.ToString();

            Resources.Add(arn, resource);
        }

        return resource;
    }

    /// <summary>Finds an identity, or makes it.</summary>
    public IdentityParts Identity(IdentityKind kind, string arn, string name, SourcePlace place)
    {
        if (!Identities.TryGetValue(arn, out IdentityParts? identity))
        {
            Identities.Add(arn, identity = new IdentityParts(kind, arn, name) { Place = place });
            if (Arn.TryParse(arn, out Arn parsed) && AccountId.IsValid(parsed.AccountId))
            {
                Account(parsed.AccountId.ToString()).Partition ??= parsed.Partition.ToString();
            }
        }

        return identity;
    }

    /// <summary>Finds a managed policy that was taken.</summary>
    public bool TryGetManagedPolicy(string arn, [NotNullWhen(true)] out ManagedPolicyParts? policy)
    {
        string account = Arn.TryParse(arn, out Arn parsed) ? parsed.AccountId.ToString() : "";
        policy = AccountId.IsValid(account) ? Accounts.GetValueOrDefault(account)?.ManagedPolicies.GetValueOrDefault(arn) : AwsManagedPolicies.GetValueOrDefault(arn);
        return policy is not null;
    }

    /// <summary>Takes a managed policy; the first of two with one ARN stays.</summary>
    public void Add(ManagedPolicyParts policy)
    {
        string account = Arn.TryParse(policy.Arn, out Arn arn) ? arn.AccountId.ToString() : "";
        (AccountId.IsValid(account) ? Account(account).ManagedPolicies : AwsManagedPolicies).TryAdd(policy.Arn, policy);
    }

    /// <summary>Finds a VPC endpoint, or makes it.</summary>
    public EndpointParts Endpoint(string id, SourcePlace place)
    {
        if (!Endpoints.TryGetValue(id, out EndpointParts? endpoint))
        {
            Endpoints.Add(id, endpoint = new EndpointParts(id) { Place = place });
        }

        return endpoint;
    }

    /// <summary>Reads a policy, in whichever way it is written; one without document, with a finding, when it is none of them.</summary>
    public EnvironmentPolicy ReadPolicy(JsonNode node, string name, string? arn = null) => _texts.Read(node, name, arn);

    /// <summary>Takes a policy that was put together from something else than JSON.</summary>
    public EnvironmentPolicy CreatePolicy(string json, string name, string? arn, SourcePlace place) => _texts.Create(json, name, arn, place);

    /// <summary>Takes a policy that was put together as JSON whose lines and columns are those of the file.</summary>
    public EnvironmentPolicy CreatePlacedPolicy(string json, string name, string? arn, SourcePlace place) => _texts.CreatePlaced(json, name, arn, place);

    /// <summary>Stands for a policy of which there is no text: whoever has it is answered about as if nobody knew what it allows or denies.</summary>
    public EnvironmentPolicy CreateMissingPolicy(string name, string? arn, SourcePlace place) => _texts.CreateMissing(name, arn, place);

    /// <summary>Puts it all together. What refers to something that is not there becomes a finding.</summary>
    public AwsEnvironment Build() => new EnvironmentAssembly(this).Build();
}
