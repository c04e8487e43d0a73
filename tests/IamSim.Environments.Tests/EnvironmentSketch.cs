using IamSim.Environments.Loading;
using IamSim.Policies;

namespace IamSim.Environments.Tests;

/// <summary>A small environment written down in a test. Policies are statements as JSON without the frame.</summary>
internal sealed class EnvironmentSketch
{
    public const string Production = "111122223333";
    public const string Staging = "444455556666";
    public const string Partner = "999988887777";

    private readonly EnvironmentBuilder _builder = new(EnvironmentLoadOptions.Default);

    public EnvironmentSketch User(string account, string name, params string[] statements)
    {
        IdentityParts user = _builder.Identity(IdentityKind.User, $"arn:aws:iam::{account}:user/{name}", name, default);
        return Give(user, statements);
    }

    public EnvironmentSketch Role(string account, string name, string trust, params string[] statements)
    {
        IdentityParts role = _builder.Identity(IdentityKind.Role, $"arn:aws:iam::{account}:role/{name}", name[(name.LastIndexOf('/') + 1)..], default);
        role.TrustPolicy = Policy($"trust of {name}", trust);
        return Give(role, statements);
    }

    /// <summary>A bucket for which nothing blocks public access.</summary>
    public EnvironmentSketch Bucket(string account, string name, params string[] statements)
    {
        var off = new S3PublicAccessBlock(false, false, false, false);
        _builder.Account(account).PublicAccessBlock ??= off;
        Resource(account, $"arn:aws:s3:::{name}", ResourcePolicyKind.S3Bucket, statements);
        _builder.Resource($"arn:aws:s3:::{name}", default).PublicAccessBlock = off;
        return this;
    }

    public EnvironmentSketch PublicAccessUnknown(string account, string? bucket = null)
    {
        if (bucket is null)
        {
            _builder.Account(account).PublicAccessBlock = null;
        }
        else
        {
            _builder.Resource($"arn:aws:s3:::{bucket}", default).PublicAccessBlock = null;
        }

        return this;
    }

    public EnvironmentSketch WithLists(string bucket)
    {
        _builder.Resource($"arn:aws:s3:::{bucket}", default).HasAccessControlLists = true;
        return this;
    }

    public EnvironmentSketch UniqueId(string account, string name, string id)
    {
        _builder.Identities[$"arn:aws:iam::{account}:{name}"].UniqueId = id;
        return this;
    }

    public EnvironmentSketch TaggedBucket(string account, string name, bool? attributeBasedAccess, params (string Key, string Value)[] tags)
    {
        Bucket(account, name);
        ResourceParts bucket = _builder.Resource($"arn:aws:s3:::{name}", default);
        (bucket.HasAttributeBasedAccess, bucket.Tags) = (attributeBasedAccess, tags.ToDictionary(static tag => tag.Key, static tag => tag.Value, StringComparer.Ordinal));
        return this;
    }

    public EnvironmentSketch Queue(string account, string name, params string[] statements) => Resource(account, $"arn:aws:sqs:eu-central-1:{account}:{name}", ResourcePolicyKind.General, statements);

    public EnvironmentSketch Api(string account, string id, params string[] statements) => Resource(account, $"arn:aws:execute-api:eu-central-1:{account}:{id}", ResourcePolicyKind.General, statements);

    /// <summary>An API under the name that it is managed by.</summary>
    public EnvironmentSketch ManagedApi(string account, string id, params string[] statements) => Resource(account, $"arn:aws:apigateway:eu-central-1::/restapis/{id}", ResourcePolicyKind.General, statements);

    public EnvironmentSketch Key(string account, string id, params KmsGrant[] grants)
    {
        string arn = $"arn:aws:kms:eu-central-1:{account}:key/{id}";
        Resource(account, arn, ResourcePolicyKind.KmsKey, []);
        _builder.Resource(arn, default).KmsGrants = [.. grants];
        return this;
    }

    public EnvironmentSketch KeyPolicyUnknown(string account, string id)
    {
        _builder.Resource($"arn:aws:kms:eu-central-1:{account}:key/{id}", default).IsPolicyKnown = false;
        return this;
    }

    public EnvironmentSketch KeyWithoutGrants(string account, string id, params string[] statements) => Resource(account, $"arn:aws:kms:eu-central-1:{account}:key/{id}", ResourcePolicyKind.KmsKey, statements);

    public EnvironmentSketch Alias(string account, string keyId, string name)
    {
        _builder.Resource($"arn:aws:kms:eu-central-1:{account}:key/{keyId}", default).Aliases.Add($"arn:aws:kms:eu-central-1:{account}:alias/{name}");
        return this;
    }

    public EnvironmentSketch RoleWithoutTrust(string account, string name)
    {
        _builder.Identity(IdentityKind.Role, $"arn:aws:iam::{account}:role/{name}", name, default);
        return this;
    }

    public EnvironmentSketch BlockPublicAccess(string account)
    {
        _builder.Account(account).PublicAccessBlock = new S3PublicAccessBlock(true, true, true, true);
        return this;
    }

    public EnvironmentSketch Organization(params string[] accounts)
    {
        _builder.Organization.Id = "o-a1b2c3d4e5";
        _builder.Organization.ManagementAccountId = "123456789012";
        _builder.Organization.HasServiceControlPolicies = false;
        _builder.Organization.HasResourceControlPolicies = false;
        _builder.Organization.Node(OrganizationNodeKind.Root, "r-ab12");
        foreach (string account in accounts)
        {
            _builder.Organization.Node(OrganizationNodeKind.Account, account).ParentId = "r-ab12";
        }

        return this;
    }

    public EnvironmentSketch AllAccounts(bool areListed)
    {
        _builder.Organization.AreAccountsListed = areListed;
        return this;
    }

    public EnvironmentAnalyzer Analyze() => new(_builder.Build());

    private EnvironmentSketch Resource(string account, string arn, ResourcePolicyKind kind, string[] statements)
    {
        ResourceParts resource = _builder.Resource(arn, default);
        (resource.OwnerAccountId, resource.PolicyKind, resource.IsPolicyKnown) = (account, kind, true);
        resource.Policy = statements.Length == 0 ? null : Policy($"policy of {arn}", statements);
        return this;
    }

    private EnvironmentSketch Give(IdentityParts identity, string[] statements)
    {
        if (statements.Length > 0)
        {
            identity.InlinePolicies.Add(Policy($"inline of {identity.Name}", statements));
        }

        return this;
    }

    private EnvironmentPolicy Policy(string name, params string[] statements) =>
        _builder.CreatePolicy($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""", name, null, new SourcePlace("sketch.json", 1, 1));
}
