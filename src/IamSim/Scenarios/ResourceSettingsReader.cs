using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Scenarios;

/// <summary>Reads <c>resourceSettings</c>: what a decision needs to know of the resources beyond their policies.</summary>
internal sealed class ResourceSettingsReader
{
    // What a grant takes without the texts in it, and the place of an operation in a list that grows.
    private const int BytesOfGrant = 1024;
    private const int BytesOfOperation = 24;

    private static readonly ImmutableArray<(string Name, ApiGatewayAuthorization Value)> Authorizations =
    [
        ("iam", ApiGatewayAuthorization.Iam),
        ("none", ApiGatewayAuthorization.None),
        ("cognitoUserPool", ApiGatewayAuthorization.CognitoUserPool),
        ("lambdaAuthorizer", ApiGatewayAuthorization.LambdaAuthorizer),
    ];

    private static readonly ImmutableArray<(string Name, VpcEndpointType Value)> EndpointTypes =
        [("interface", VpcEndpointType.Interface), ("gateway", VpcEndpointType.Gateway)];

    private readonly RequestResource _settings;

    public ResourceSettingsReader(JsonNode? node, ScenarioPolicyReader policies, DiagnosticBag diagnostics)
    {
        _settings = new RequestResource("*");
        if (node is null)
        {
            return;
        }

        var members = new MemberReader(node.Value, "resourceSettings", diagnostics);
        _settings = _settings with
        {
            BlockPublicAccess = members.Boolean("blockPublicAccess") ?? false,
            ObjectOwner = members.Account("objectOwner"),
            ObjectAclAllows = members.Boolean("objectAclAllows") ?? false,
            IsAwsManagedKey = members.Boolean("awsManagedKey") ?? false,
            ApiGatewayAuthorization = Choose(members, "apiGatewayAuthorization", Authorizations),
            IsPrivateApi = members.Boolean("apiGatewayPrivate") ?? false,
            FrozenPrincipalIds = members.Map("principalUniqueIds"),
            KmsGrants = ReadGrants(members, diagnostics),
        };
        VpcEndpointType = Choose(members, "vpcEndpointType", EndpointTypes);
        ReadAccessPoint(members, policies, diagnostics);
        members.RefuseOthers();
    }

    public VpcEndpointType VpcEndpointType { get; }

    public string? AccessPointArn { get; private set; }

    public bool AccessPointBlocksPublicAccess { get; private set; }

    public PolicyDocument? AccessPointPolicy { get; private set; }

    /// <summary>A resource with these settings.</summary>
    public RequestResource Describe(string arn, string? owner, ImmutableDictionary<string, string> tags) => new(arn)
    {
        OwnerAccount = owner,
        Tags = tags,
        BlockPublicAccess = _settings.BlockPublicAccess,
        ObjectOwner = _settings.ObjectOwner,
        ObjectAclAllows = _settings.ObjectAclAllows,
        IsAwsManagedKey = _settings.IsAwsManagedKey,
        ApiGatewayAuthorization = _settings.ApiGatewayAuthorization,
        IsPrivateApi = _settings.IsPrivateApi,
        FrozenPrincipalIds = _settings.FrozenPrincipalIds,
        KmsGrants = _settings.KmsGrants,
        AccessPointArn = AccessPointArn,
        AccessPointBlocksPublicAccess = AccessPointBlocksPublicAccess,
    };

    private void ReadAccessPoint(MemberReader settings, ScenarioPolicyReader policies, DiagnosticBag diagnostics)
    {
        if (settings.Optional("accessPoint") is not { } node)
        {
            return;
        }

        var members = new MemberReader(node, "the access point", diagnostics);
        if (members.Required("arn") is { } arn && members.Text(arn, "arn") is { } text)
        {
            AccessPointArn = text;
            if (!Arn.TryParse(text, out Arn parsed) || !parsed.Resource.StartsWith("accesspoint/", StringComparison.Ordinal))
            {
                members.Invalid(arn, $"'arn' must be the ARN of an access point, but is {JsonNode.Quote(text)}", "such as arn:aws:s3:us-east-1:111122223333:accesspoint/name");
            }
        }

        AccessPointBlocksPublicAccess = members.Boolean("blockPublicAccess") ?? false;
        AccessPointPolicy = members.Optional("policy") is { } policy ? policies.Read(policy, "accessPoint") : null;
        members.RefuseOthers();
    }

    private static T Choose<T>(MemberReader members, string name, ImmutableArray<(string Name, T Value)> choices)
    {
        if (members.Optional(name) is not { } node || members.Text(node, name) is not { } text)
        {
            return choices[0].Value;
        }

        foreach ((string choice, T value) in choices)
        {
            if (choice == text)
            {
                return value;
            }
        }

        IEnumerable<string> names = choices.Select(static choice => choice.Name);
        members.Invalid(node, $"'{name}' must be one of {string.Join(", ", names)}, but is {JsonNode.Quote(text)}", Suggestion.DidYouMean(text, names));
        return choices[0].Value;
    }

    private static ImmutableArray<KmsGrant> ReadGrants(MemberReader settings, DiagnosticBag diagnostics)
    {
        if (settings.Optional("kmsGrants") is not { } list)
        {
            return [];
        }

        var grants = ImmutableArray.CreateBuilder<KmsGrant>();
        foreach (JsonNode node in settings.Array(list, "kmsGrants"))
        {
            if (!settings.HasMemory(node, BytesOfGrant))
            {
                break;
            }

            var members = new MemberReader(node, "a KMS grant", diagnostics);
            string? grantee = members.Required("granteePrincipal") is { } principal ? members.Text(principal, "granteePrincipal") : null;
            grants.Add(new KmsGrant
            {
                GranteePrincipal = grantee ?? "",
                RetiringPrincipal = members.String("retiringPrincipal"),
                Operations = ReadOperations(members),
                EncryptionContextSubset = members.Optional("encryptionContextSubset") is null ? null : members.Map("encryptionContextSubset"),
                EncryptionContextEquals = members.Optional("encryptionContextEquals") is null ? null : members.Map("encryptionContextEquals"),
            });
            members.RefuseOthers();
        }

        return grants.ToImmutable();
    }

    private static ImmutableArray<string> ReadOperations(MemberReader members)
    {
        if (members.Required("operations") is not { } list)
        {
            return [];
        }

        var operations = ImmutableArray.CreateBuilder<string>();
        foreach (JsonNode node in members.Array(list, "operations"))
        {
            if (!members.HasMemory(node, BytesOfOperation))
            {
                break;
            }

            if (members.Text(node, "operations") is not { } name)
            {
                continue;
            }

            operations.Add(name);
            if (!KmsGrantOperations.Contains(name))
            {
                members.Invalid(node, $"{JsonNode.Quote(name)} is not an operation that a grant can hold", Suggestion.DidYouMean(name, KmsGrantOperations.All));
            }
        }

        return operations.ToImmutable();
    }
}
