using System.Globalization;
using IamSim.Environments.Loading;
using IamSim.Policies;

namespace IamSim.Environments.Tests;

/// <summary>Small environments at random, from few names, so that policies, principals, tags and conditions meet each other often.</summary>
internal sealed class RandomEnvironments(int seed)
{
    private static readonly string[] AccountIds = ["111111111111", "222222222222", "333333333333"];
    private static readonly string[] UserNames = ["alice", "bob", "carol", "dave"];
    private static readonly string[] RoleNames = ["app", "web", "team/ops", "team/dev", "aws-service-role/x.amazonaws.com/linked"];
    private static readonly string[] SessionNames = ["jim", "night"];
    private static readonly string[] TagValues = ["blue", "red"];
    private static readonly string[] Actions = ["s3:GetObject", "s3:Get*", "s3:PutObject", "s3:*", "sts:AssumeRole", "sts:*", "kms:Decrypt", "kms:*", "iam:PassRole", "*"];
    private static readonly string[] SampleActions = ["s3:GetObject", "s3:PutObject", "sts:AssumeRole", "kms:Decrypt", "iam:PassRole"];
    private static readonly string[] Buckets = ["arn:aws:s3:::one", "arn:aws:s3:::two"];
    private static readonly string[] Keys = ["arn:aws:kms:eu-central-1:111111111111:key/k1", "arn:aws:kms:eu-central-1:222222222222:key/k2"];

    private const string NotFound = "arn:aws:iam::aws:policy/NotFound";
    private const string BoundaryNotFound = "arn:aws:iam::aws:policy/BoundaryNotFound";

    private readonly Random _random = new(seed);
    private readonly EnvironmentBuilder _builder = new(EnvironmentLoadOptions.Default);
    private readonly List<string> _identityPolicies = [];

    /// <summary>The number of cases of a property: few, or as many as <c>IAMSIM_LONG</c> says.</summary>
    public static int Count(int normal) => int.TryParse(Environment.GetEnvironmentVariable("IAMSIM_LONG"), CultureInfo.InvariantCulture, out int count) ? count : normal;

    /// <summary>The first seed: at random, or what <c>IAMSIM_SEED</c> says.</summary>
    public static int FirstSeed() => int.TryParse(Environment.GetEnvironmentVariable("IAMSIM_SEED"), CultureInfo.InvariantCulture, out int seed) ? seed : Random.Shared.Next(int.MaxValue / 2);

    /// <summary>What the policies say that are attached but not there, of identities and of the organization; <c>null</c> to leave them out. The rest of the environment is the same.</summary>
    public string? TextOfMissing { get; init; }

    /// <summary>Makes an environment.</summary>
    public AwsEnvironment Make()
    {
        int accounts = _random.Next(1, AccountIds.Length + 1);
        // Principals share policies, as they do everywhere.
        _identityPolicies.AddRange(Enumerable.Range(0, 4).Select(_ => Document(Statement.InIdentity)));
        if (Happens(0.7))
        {
            AddOrganization(accounts);
        }

        foreach (string account in AccountIds.Take(accounts))
        {
            AddIdentities(account);
        }

        foreach (string bucket in Buckets)
        {
            AddResource(bucket, ResourcePolicyKind.S3Bucket, Happens(0.8) ? Pick(AccountIds) : null);
        }

        foreach (string key in Keys)
        {
            AddResource(key, ResourcePolicyKind.KmsKey, key.Split(':')[4]);
        }

        foreach (string arn in TextOfMissing is null ? [] : new[] { NotFound, BoundaryNotFound })
        {
            _builder.Add(new ManagedPolicyParts(arn, arn[(arn.LastIndexOf('/') + 1)..]) { DefaultVersion = _builder.CreatePolicy(TextOfMissing!, arn, arn, default) });
        }

        return _builder.Build();
    }

    /// <summary>A concrete action that the policies may speak of.</summary>
    public string Action() => Pick(SampleActions);

    /// <summary>The ARN of something that an action may be done on; sometimes of nothing.</summary>
    public string Resource(string action, AwsEnvironment environment) => action.Split(':')[0] switch
    {
        "s3" => Pick(Buckets) + Pick("/blue/report", "/alice/report", "/x"),
        "kms" => Pick(Keys),
        _ => environment.Principals.OfType<IamRole>().Select(static role => role.Arn).Append("*").ElementAt(_random.Next(environment.Principals.OfType<IamRole>().Count() + 1)),
    };

    private void AddOrganization(int accounts)
    {
        OrganizationParts organization = _builder.Organization;
        (organization.Id, organization.ManagementAccountId) = ("o-a1b2c3d4e5", Happens(0.5) ? AccountIds[0] : "999999999999");
        NodeParts root = organization.Node(OrganizationNodeKind.Root, "r-ab12");
        NodeParts unit = organization.Node(OrganizationNodeKind.OrganizationalUnit, "ou-ab12-11111111");
        unit.ParentId = root.Id;
        NodeParts[] nodes = [root, unit, .. AccountIds.Take(accounts).Select(id => organization.Node(OrganizationNodeKind.Account, id))];
        foreach (NodeParts node in nodes)
        {
            if (node.Kind == OrganizationNodeKind.Account)
            {
                node.ParentId = Happens(0.5) ? root.Id : unit.Id;
            }

            node.ServiceControlPolicies = ControlPolicies(Statement.InServiceControl);
            node.ResourceControlPolicies = ControlPolicies(Statement.InResourceControl);
        }
    }

    private List<string> ControlPolicies(Statement kind)
    {
        string everything = kind == Statement.InResourceControl
            ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"""
            : """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";
        var ids = new List<string>();
        foreach (string json in Happens(0.5) ? [everything, Document(kind)] : new[] { Happens(0.1) ? Document(kind) : everything })
        {
            string id = $"p-{_builder.Organization.Policies.Count}";
            _builder.Organization.Policies.Add(id, _builder.CreatePolicy(json, id, null, default));
            ids.Add(id);
        }

        if (kind == Statement.InServiceControl && Happens(0.05))
        {
            string id = $"p-{_builder.Organization.Policies.Count}";
            _builder.Organization.Policies.Add(id, _builder.CreatePolicy(TextOfMissing ?? "not a policy", id, null, default));
            ids.Add(id);
        }

        return ids;
    }

    private void AddIdentities(string account)
    {
        _builder.Account(account).HasIdentities = true;
        string[] managed = ["read", "write", "limit"];
        foreach (string name in managed)
        {
            string arn = $"arn:aws:iam::{account}:policy/{name}";
            _builder.Add(new ManagedPolicyParts(arn, name) { DefaultVersion = _builder.CreatePolicy(IdentityPolicy(), name, arn, default) });
        }

        IdentityParts group = _builder.Identity(IdentityKind.Group, $"arn:aws:iam::{account}:group/people", "people", default);
        Give(group, account);
        foreach (string name in UserNames)
        {
            IdentityParts user = _builder.Identity(IdentityKind.User, $"arn:aws:iam::{account}:user/{name}", name, default);
            user.UniqueId = Happens(0.8) ? $"AIDA{name.ToUpperInvariant()}000000000{account[0]}" : null;
            if (Happens(0.5))
            {
                user.Groups.Add("people");
            }

            Give(user, account);
        }

        foreach (string pathAndName in RoleNames)
        {
            IdentityParts role = _builder.Identity(IdentityKind.Role, $"arn:aws:iam::{account}:role/{pathAndName}", pathAndName[(pathAndName.LastIndexOf('/') + 1)..], default);
            role.TrustPolicy = _builder.CreatePolicy(Document(Statement.InTrust), "trust", null, default);
            Give(role, account);
        }
    }

    private void Give(IdentityParts identity, string account)
    {
        if (Happens(0.5))
        {
            identity.Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = Pick(TagValues) };
        }

        if (Happens(0.6))
        {
            identity.InlinePolicies.Add(_builder.CreatePolicy(IdentityPolicy(), "inline", null, default));
        }

        foreach (string name in new[] { "read", "write" }.Where(_ => Happens(0.5)))
        {
            identity.AttachedPolicies.Add($"arn:aws:iam::{account}:policy/{name}");
        }

        if (Happens(0.1))
        {
            identity.AttachedPolicies.Add(NotFound);
        }

        identity.PermissionsBoundary = identity.Kind == IdentityKind.Group ? null : _random.Next(20) switch
        {
            < 4 => $"arn:aws:iam::{account}:policy/limit",
            4 => BoundaryNotFound,
            _ => null,
        };
    }

    private void AddResource(string arn, ResourcePolicyKind kind, string? owner)
    {
        ResourceParts resource = _builder.Resource(arn, default);
        resource.OwnerAccountId = owner;
        resource.PolicyKind = kind;
        resource.IsPolicyKnown = Happens(0.9);
        resource.Policy = Happens(0.8) ? _builder.CreatePolicy(Document(Statement.InResource), arn, null, default) : null;
        resource.Tags = Happens(0.5) ? new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = Pick(TagValues) } : null;
        if (kind == ResourcePolicyKind.S3Bucket && Happens(0.3))
        {
            resource.PublicAccessBlock = new S3PublicAccessBlock(true, true, true, true);
        }

        if (kind == ResourcePolicyKind.KmsKey && Happens(0.4))
        {
            resource.KmsGrants = [new KmsGrant { GranteePrincipal = Principal().Trim('"'), Operations = ["Decrypt"] }];
        }
    }

    private string IdentityPolicy() => _identityPolicies[_random.Next(_identityPolicies.Count)];

    private string Document(Statement kind) => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => OneStatement(kind)))}}]}""";

    private string OneStatement(Statement kind)
    {
        bool isDeny = kind == Statement.InResourceControl || Happens(kind == Statement.InServiceControl ? 0.8 : 0.2);
        string action = kind == Statement.InTrust ? Pick("sts:AssumeRole", "sts:*") : kind == Statement.InResourceControl ? Pick("s3:*", "sts:*", "kms:Decrypt") : Pick(Actions);
        string principal = kind switch
        {
            Statement.InResourceControl => ""","Principal":"*" """,
            Statement.InResource or Statement.InTrust => Happens(0.1) && isDeny ? $$""","NotPrincipal":{"AWS":[{{Principal()}},{{Principal()}}]}""" : Principals(kind),
            _ => "",
        };
        string resource = kind switch
        {
            Statement.InTrust => "",
            Statement.InResource => Happens(0.6) ? ""","Resource":"*" """ : $""","Resource":{ResourceText()}""",
            Statement.InResourceControl or Statement.InServiceControl => ""","Resource":"*" """,
            _ => Happens(0.1) ? $""","NotResource":{ResourceText()}""" : $""","Resource":{ResourceText()}""",
        };
        string condition = Happens(0.5) ? $$""","Condition":{{Condition()}}""" : "";
        return $$"""{"Effect":"{{(isDeny ? "Deny" : "Allow")}}","Action":"{{action}}"{{principal}}{{resource}}{{condition}}}""";
    }

    private string Principals(Statement kind) => _random.Next(8) switch
    {
        0 => ""","Principal":"*" """,
        1 => ""","Principal":{"Service":"ec2.amazonaws.com"}""",
        2 when kind == Statement.InTrust => ""","Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.example.com"}""",
        _ => $$""","Principal":{"AWS":[{{Principal()}},{{Principal()}}]}""",
    };

    private string Principal() => _random.Next(7) switch
    {
        0 => "\"" + Pick(AccountIds) + "\"",
        1 => $"\"arn:aws:iam::{Pick(AccountIds)}:root\"",
        2 => $"\"arn:aws:iam::{Pick(AccountIds)}:user/{Pick(UserNames)}\"",
        3 => $"\"arn:aws:iam::444444444444:role/guest\"",
        4 or 5 => $"\"arn:aws:sts::{Pick(AccountIds)}:assumed-role/{Path.GetFileName(Pick(RoleNames))}/{Pick(SessionNames)}\"",
        _ => $"\"arn:aws:iam::{Pick(AccountIds)}:role/{Pick(RoleNames)}\"",
    };

    private string ResourceText() => "\"" + Pick(
        "*", "arn:aws:s3:::one/*", "arn:aws:s3:::two/*", "arn:aws:s3:::*/${aws:username}/*", "arn:aws:s3:::*/${aws:PrincipalTag/team}/*",
        "arn:aws:iam::*:role/*", "arn:aws:iam::${aws:PrincipalAccount}:role/*", "arn:aws:kms:*:*:key/*", "arn:aws:kms:*:111111111111:key/k1") + "\"";

    private string Condition() => Pick(
        """{"StringEquals":{"aws:PrincipalTag/team":"blue"}}""",
        """{"StringNotEquals":{"aws:PrincipalTag/team":"blue"}}""",
        """{"StringEqualsIfExists":{"aws:PrincipalTag/team":"red"}}""",
        """{"StringEquals":{"aws:PrincipalTag/team":"${aws:ResourceTag/team}"}}""",
        """{"StringEquals":{"aws:ResourceTag/team":"${aws:PrincipalTag/team}"}}""",
        """{"Null":{"aws:PrincipalTag/team":"true"}}""",
        """{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/*"}}""",
        """{"ArnNotLike":{"aws:PrincipalArn":["arn:aws:iam::*:role/team/ops","arn:aws:iam::111111111111:user/alice"]}}""",
        """{"StringEquals":{"aws:PrincipalAccount":["111111111111","222222222222"]}}""",
        """{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""",
        """{"ForAnyValue:StringLike":{"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}}""",
        """{"StringEquals":{"aws:username":"alice"}}""",
        """{"StringLike":{"aws:userid":"AIDAALICE*"}}""",
        """{"StringNotLike":{"aws:userid":["AIDABOB*","111111111111"]}}""",
        """{"StringEquals":{"aws:PrincipalType":"User"}}""",
        """{"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}}""",
        """{"StringEquals":{"aws:ResourceOrgID":"${aws:PrincipalOrgID}"}}""",
        """{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""",
        """{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""",
        """{"StringEquals":{"sts:ExternalId":"secret"},"Bool":{"aws:SecureTransport":"true"}}""");

    private bool Happens(double probability) => _random.NextDouble() < probability;

    private string Pick(params ReadOnlySpan<string> texts) => texts[_random.Next(texts.Length)];

    private enum Statement
    {
        InIdentity,
        InResource,
        InTrust,
        InServiceControl,
        InResourceControl,
    }
}
