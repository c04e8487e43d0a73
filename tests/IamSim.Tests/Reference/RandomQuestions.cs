using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>Generators of whole questions over all layers.</summary>
/// <remarks>A question is some hundred dependent choices; they are made by one method after the other from a seed that FsCheck draws.</remarks>
internal static partial class RandomQuestions
{
    public const string AccessPoint = "arn:aws:s3:us-east-1:111111111111:accesspoint/ap";

    private const string A = RandomPolicies.A;
    private const string B = RandomPolicies.B;
    private const string C = RandomPolicies.C;

    public static readonly string[] Providers = [$"arn:aws:iam::{A}:saml-provider/corp", $"arn:aws:iam::{A}:oidc-provider/token.example.com", "accounts.google.com"];

    /// <summary>What questions can be about, each with what makes one.</summary>
    public static IReadOnlyList<(string Subject, Func<Dice, Question> Make)> Subjects =>
    [
        ("everything", Make),
        ("conditions", static dice => About(dice, Kinds, Condition)),
        ("resources", static dice => About(dice, Kinds, ResourcePatterns)),
        ("buckets", static dice => About(dice, S3Kinds, PublicAccess)),
        ("keys", static dice => About(dice, KmsKinds, Grants)),
        ("roles", static dice => About(dice, TrustKinds, Trust)),
        ("imported documents", static dice => PolicyDamage.Apply(dice, Make(dice))),
    ];

    /// <summary>Questions over all subjects whose policies are valid for their kind.</summary>
    public static Gen<Question> Strict => From(Subjects[0].Make);

    /// <summary>Questions that the condition of one statement decides.</summary>
    public static Gen<Question> Conditions => From(Subjects[1].Make);

    /// <summary>Questions that the Resource element of one statement decides.</summary>
    public static Gen<Question> Resources => From(Subjects[2].Make);

    /// <summary>Questions about S3 with its settings: blocks of public access, object owners, access control lists, access points.</summary>
    public static Gen<Question> S3 => From(Subjects[3].Make);

    /// <summary>Questions about KMS keys with grants.</summary>
    public static Gen<Question> Kms => From(Subjects[4].Make);

    /// <summary>Questions about assuming roles.</summary>
    public static Gen<Question> RoleTrust => From(Subjects[5].Make);

    /// <summary>Questions with damaged policies, to be compiled as imported documents.</summary>
    public static Gen<Question> Lenient => From(Subjects[6].Make);

    private static Gen<Question> From(Func<Dice, Question> make) => Gen.Choose(0, int.MaxValue).Select(seed => make(new Dice(seed)));

    /// <summary>Half of the questions are about everything at once; the others are about one subject, so that it decides more often.</summary>
    private static Question Make(Dice dice) => dice.Below(20) switch
    {
        < 4 => About(dice, Kinds, Condition),
        4 => About(dice, Kinds, ResourcePatterns),
        < 7 => About(dice, S3Kinds, PublicAccess),
        7 => About(dice, KmsKinds, Grants),
        < 10 => About(dice, TrustKinds, Trust),
        _ => About(dice, Kinds, Everything),
    };

    private static Question About(Dice dice, (string Actions, string Arns)[] kinds, Func<Dice, AccessRequest, RandomPolicies, PolicySet> policies)
    {
        (string actions, string arns) = dice.Pick(kinds);
        string action = dice.Word(actions);
        Principal caller = action.StartsWith("sts:AssumeRoleWith", StringComparison.Ordinal) && dice.Chance(70) ? Provider(dice, action) : Caller(dice);
        ImmutableArray<RequestResource> resources = [.. dice.Some(1, dice.Chance(12) ? 2 : 1, () => Resource(dice, caller, action.Split(':')[0], dice.Word(arns)))];
        var request = new AccessRequest(caller, dice.Chance(10) ? action.ToUpperInvariant() : action, resources)
        {
            Context = Context(dice),
            RequestTags = Tags(dice, 25),
            Time = dice.Chance(30) ? Question.Now.AddMilliseconds(dice.Pick(0, 500, 1000, -86_400_000)) : null,
        };
        return new Question(policies(dice, request, new RandomPolicies(dice, request)), request, Options(dice));
    }

    private static PolicySet Condition(Dice dice, AccessRequest request, RandomPolicies policies) => new()
    {
        Resource = policies.Conditional(),
        // A foreign caller needs the identity policy too (XACC-2).
        Identity = dice.Chance(80) ? [policies.Open()] : [],
        Organization = dice.Chance(50) ? Organization(dice, "o-abc") : null,
        ResourceOrganization = dice.Chance(20) ? Organization(dice, "o-xyz") : null,
    };

    private static PolicySet ResourcePatterns(Dice dice, AccessRequest request, RandomPolicies policies) => new()
    {
        Resource = policies.OfResources(),
        Identity = dice.Chance(80) ? [policies.Open()] : [],
    };

    private static PolicySet PublicAccess(Dice dice, AccessRequest request, RandomPolicies policies) => new()
    {
        Identity = dice.Chance(70) ? [policies.Open()] : [],
        Resource = dice.Chance(85) ? policies.Bucket() : null,
        AccessPoint = dice.Chance(80) ? policies.Bucket() : null,
    };

    private static PolicySet Grants(Dice dice, AccessRequest request, RandomPolicies policies) => new()
    {
        Identity = dice.Chance(50) ? [policies.Open()] : [],
        PermissionsBoundary = dice.Chance(30) ? policies.Limit() : null,
        Session = dice.Chance(30) ? [policies.Limit()] : null,
        Resource = dice.Chance(40) ? policies.Resource(ResourcePolicyKind.KmsKey) : null,
    };

    private static PolicySet Trust(Dice dice, AccessRequest request, RandomPolicies policies) => new()
    {
        Identity = dice.Chance(60) ? [policies.Open()] : [],
        PermissionsBoundary = dice.Chance(20) ? policies.Limit() : null,
        Session = dice.Chance(20) ? [policies.Limit()] : null,
        Resource = dice.Chance(80) ? policies.Resource(ResourcePolicyKind.RoleTrust) : null,
        ResourcePolicyKind = ResourcePolicyKind.RoleTrust,
    };

    private static PolicySet Everything(Dice dice, AccessRequest request, RandomPolicies policies)
    {
        bool federated = request.Principal.Kind == PrincipalKind.FederatedUser;
        ResourcePolicyKind kind = dice.Chance(20) ? ResourcePolicyKind.General : request.Service switch
        {
            "sts" => ResourcePolicyKind.RoleTrust,
            "kms" => ResourcePolicyKind.KmsKey,
            "s3" => ResourcePolicyKind.S3Bucket,
            _ => ResourcePolicyKind.General,
        };
        bool accessPoint = request.Resources.Any(static resource => resource.AccessPointArn is not null);
        return new PolicySet
        {
            Identity = [.. dice.Some(0, 2, policies.Identity)],
            PermissionsBoundary = dice.Chance(25) ? policies.Limit() : null,
            Session = dice.Chance(federated ? 60 : 25) ? [.. dice.Some(dice.Chance(90) ? 1 : 0, 2, policies.Limit)] : null,
            Resource = dice.Chance(70) ? policies.Resource(kind) : null,
            ResourcePolicyKind = kind,
            AccessPoint = accessPoint && dice.Chance(75) ? policies.Resource(kind) : null,
            VpcEndpoint = dice.Chance(20) ? policies.Endpoint() : null,
            VpcEndpointType = dice.Chance(50) ? VpcEndpointType.Gateway : VpcEndpointType.Interface,
            ServiceControlPolicies = dice.Chance(25) ? Levels(dice, policies.Limit) : null,
            ResourceControlPolicies = dice.Chance(25) ? Levels(dice, () => policies.ResourceControl(dice.Chance(60))) : null,
            Organization = dice.Chance(50) ? Organization(dice, "o-abc") : null,
            ResourceOrganization = dice.Chance(20) ? Organization(dice, "o-xyz") : null,
        };
    }

    private static ImmutableArray<ImmutableArray<PolicyDocument>> Levels(Dice dice, Func<PolicyDocument> make) =>
        [.. dice.Some(dice.Chance(97) ? 1 : 0, 2, () => dice.Some(dice.Chance(95) ? 1 : 0, 2, make).ToImmutableArray())];

    private static OrganizationFacts Organization(Dice dice, string id) => new()
    {
        Id = dice.Chance(90) ? id : null,
        Paths = dice.Chance(80) ? [$"{id}/r-1/ou-x/"] : [],
        ManagementAccount = dice.Pick(A, B, C, C, null!),
    };

    private static EvaluationOptions Options(Dice dice) => dice.Chance(60) ? EvaluationOptions.Default : new EvaluationOptions
    {
        ResourceWildcardCrossesColons = dice.Chance(50),
        NotPrincipalListsEveryLevel = dice.Chance(50),
        ForAnyValueIfExistsMatchesMissingKey = dice.Chance(50),
        UnmapIPv4MappedAddresses = dice.Chance(50),
        FederatedUserNeedsSessionPolicy = dice.Chance(50),
        LegacyImplicitRoleSelfTrust = dice.Chance(50),
    };

    // Now and then the same tag in two spellings (OQ-25).
    private static ImmutableDictionary<string, string> Tags(Dice dice, int percent) => dice.Some(0, dice.Chance(percent) ? 2 : 0, () => dice.Pick("team", "Team", "cost"))
        .Aggregate(ImmutableDictionary<string, string>.Empty, (tags, key) => tags.SetItem(key, dice.Pick("red", "alice", "", "*", "re?")));

    private static RequestContext Context(Dice dice)
    {
        var values = new List<KeyValuePair<string, ContextValue>>();
        for (int count = dice.Below(7); count > 0; count--)
        {
            (string key, _, string[] samples) = dice.Pick(RandomPolicies.TypedKeys);
            values.Add(dice.Chance(60)
                ? new(key, ContextValueOf(dice, () => dice.Chance(85) ? dice.Pick(samples) : ContextText(dice)))
                : new(dice.Pick(RandomPolicies.Keys), ContextValueOf(dice, () => ContextText(dice))));
        }

        return new RequestContext(values);
    }

    private static ContextValue ContextValueOf(Dice dice, Func<string> text) => dice.Below(20) switch
    {
        0 or 1 => ContextValue.Absent,
        2 => ContextValue.FromList([]),
        < 7 => ContextValue.FromList([.. dice.Some(1, 3, text)]),
        _ => text(),
    };

    private static string ContextText(Dice dice) => dice.Below(10) switch
    {
        0 => dice.Pick(RandomPolicies.Numbers),
        1 => dice.Pick(RandomPolicies.Instants),
        2 => dice.Pick(RandomPolicies.Addresses),
        3 => dice.Pick("vpce-1", "athena.amazonaws.com", "kms.amazonaws.com", "o-abc", "o-abc/r-1/ou-x/", A, "YWJj"),
        4 => dice.Pick($"arn:aws:iam::{A}:user/alice", $"arn:aws:iam::{A}:role/app", "arn:aws:sqs:us-east-1:111111111111:q1", "arn:aws:sns:us-east-1:111111111111:topic"),
        5 => dice.Pick("+1", "1e0", " 1", "5.", ".5", "2026-02-29", "2026-13", "2026-01-15T24:00:00Z", "01T", "256.0.0.1", "1:::2", "arn:aws:iam", "a:b:c:d:e:f", "YWJ", "10.0.0.0/8", "yes"),
        _ => dice.Pick(RandomPolicies.Texts),
    };
}
