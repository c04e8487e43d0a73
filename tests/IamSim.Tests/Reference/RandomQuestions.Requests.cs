using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Tests.Reference;

/// <content>Callers, actions and resources.</content>
internal static partial class RandomQuestions
{
    private const string Roles = $"arn:aws:iam::{A}:role/app arn:aws:iam::{A}:role/team/app arn:aws:iam::{B}:role/app";

    private const string ReservedRoles = $"arn:aws:iam::{A}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX arn:aws:iam::{A}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_X_1";

    private const string Key = $"arn:aws:kms:us-east-1:{A}:key/k1";

    // Actions with resources that they are about; both lists separated by spaces.
    private static readonly (string Actions, string Arns)[] Kinds =
    [
        ("s3:GetObject s3:PutObject", "arn:aws:s3:::bkt/key arn:aws:s3:::bkt/key arn:aws:s3:::bkt/a:b/alice arn:aws:s3:::bkt2/key"),
        ("s3:GetObject s3:PutObject", "arn:aws:s3:::bkt/key arn:aws:s3:::bkt/red"),
        ("s3:ListBucket s3:GetBucketPolicy s3:PutBucketPolicy s3:DeleteBucketPolicy", "arn:aws:s3:::bkt"),
        ("s3:ListAllMyBuckets kms:ListKeys sqs:ListQueues ecr:GetAuthorizationToken", "*"),
        ("kms:Decrypt kms:Decrypt kms:CreateGrant kms:RetireGrant kms:PutKeyPolicy", Key),
        ("kms:Decrypt kms:Encrypt", Key),
        ("kms:CreateAlias kms:UpdateAlias kms:Decrypt", $"arn:aws:kms:us-east-1:{A}:alias/app arn:aws:kms:us-east-1:{A}:alias/aws/s3"),
        ("sts:AssumeRole sts:AssumeRole sts:TagSession sts:SetSourceIdentity sts:SetContext", Roles),
        ("sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity", Roles),
        ("sts:AssumeRole sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity", ReservedRoles),
        ("sts:GetCallerIdentity sts:GetSessionToken sts:GetFederationToken", "*"),
        ("sqs:SendMessage sqs:SendMessage sqs:DeleteQueue sqs:TagQueue", $"arn:aws:sqs:us-east-1:{A}:q1 arn:aws:sqs:us-east-1:{B}:q1"),
        ("execute-api:Invoke execute-api:Invoke execute-api:ManageConnections", $"arn:aws:execute-api:us-east-1:{A}:api1/prod/GET/x"),
        ("vpc-lattice-svcs:Invoke", $"arn:aws:vpc-lattice:us-east-1:{A}:service/svc-1/x"),
        ("iam:DeleteRole iam:PassRole iam:TagRole", $"{Roles} {ReservedRoles}"),
        ("iam:DeletePolicy iam:TagPolicy iam:GetPolicy", $"arn:aws:iam::aws:policy/AdministratorAccess arn:aws:iam::{A}:policy/own"),
        ("dynamodb:GetItem dynamodb:GetItem dynamodb:PartiQLSelect dynamodb:UpdateTimeToLive dynamodb:CreateBackup", $"arn:aws:dynamodb:us-east-1:{A}:table/t1"),
        ("es:ESHttpGet es:DescribeDomain", $"arn:aws:es:us-east-1:{A}:domain/d"),
        ("backup:CopyIntoBackupVault backup:DeleteBackupVault", $"arn:aws:backup:us-east-1:{A}:backup-vault:v"),
        ("ebs:GetSnapshotBlock events:PutEvents lambda:InvokeFunction", $"arn:aws:events:us-east-1:{A}:event-bus/default arn:aws:lambda:us-east-1:{A}:function:f"),
        ("ebs:GetSnapshotBlock events:PutEvents", $"arn:aws:events:us-east-1:{A}:event-bus/default"),
    ];

    private static readonly (string Actions, string Arns)[] S3Kinds =
    [
        ("s3:GetObject s3:GetObject s3:PutObject", "arn:aws:s3:::bkt/key arn:aws:s3:::bkt/a:b/alice"),
        ("s3:ListBucket s3:GetBucketPolicy s3:PutBucketPolicy s3:DeleteBucketPolicy", "arn:aws:s3:::bkt"),
    ];

    private static readonly (string Actions, string Arns)[] KmsKinds = [("kms:Decrypt kms:Decrypt kms:RetireGrant kms:Encrypt kms:PutKeyPolicy", Key)];

    private static readonly (string Actions, string Arns)[] TrustKinds = [("sts:AssumeRole sts:AssumeRole sts:TagSession sts:SetSourceIdentity sts:AssumeRoleWithSAML sts:AssumeRoleWithWebIdentity", Roles)];

    public static string[] Actions { get; } = [.. Kinds.SelectMany(static kind => kind.Actions.Split(' ')).Distinct()];

    public static string[] Arns { get; } = [.. Kinds.SelectMany(static kind => kind.Arns.Split(' ')).Where(static arn => arn != "*").Distinct()];

    private static RequestResource Resource(Dice dice, Principal caller, string service, string arn)
    {
        var resource = new RequestResource(arn)
        {
            // A role belongs to the account in its ARN.
            OwnerAccount = service != "sts" && dice.Chance(arn.Contains(A, StringComparison.Ordinal) ? 20 : 60) ? dice.Pick(A, A, B) : null,
            Tags = Tags(dice, 20),
        };
        switch (service)
        {
            case "s3":
                bool accessPoint = dice.Chance(25);
                return resource with
                {
                    BlockPublicAccess = dice.Chance(20),
                    ObjectOwner = dice.Chance(15) ? dice.Pick(A, B) : null,
                    ObjectAclAllows = dice.Chance(10),
                    AccessPointArn = accessPoint ? AccessPoint : null,
                    AccessPointBlocksPublicAccess = accessPoint && dice.Chance(25),
                };
            case "kms":
                return resource with { IsAwsManagedKey = dice.Chance(10), KmsGrants = [.. dice.Some(0, dice.Chance(60) ? 3 : 0, () => Grant(dice, caller))] };
            case "execute-api":
                return resource with
                {
                    ApiGatewayAuthorization = dice.Pick(ApiGatewayAuthorization.Iam, ApiGatewayAuthorization.None, ApiGatewayAuthorization.CognitoUserPool, ApiGatewayAuthorization.LambdaAuthorizer),
                    IsPrivateApi = dice.Chance(30),
                };
            case "sts" when dice.Chance(35):
                return resource with
                {
                    FrozenPrincipalIds = ImmutableDictionary<string, string>.Empty
                        .Add($"arn:aws:iam::{A}:user/alice", dice.Pick("AIDAALICEALICEALICE01", "AIDAOTHEROTHEROTHER01"))
                        .Add($"arn:aws:iam::{(caller.AccountId.Length > 0 ? caller.AccountId : A)}:role/{dice.Pick("app", "team/app")}", dice.Pick("AROAAPPAPPAPPAPPAPP01", "AROAOTHEROTHEROTHER01")),
                };
            default:
                return resource;
        }
    }

    private static KmsGrant Grant(Dice dice, Principal caller)
    {
        string Grantee() => caller.AccountId.Length > 0 && dice.Chance(60)
            ? dice.Pick(caller.Text, caller.Text, caller.AccountId, $"arn:aws:iam::{caller.AccountId}:{dice.Pick("root", $"role/{caller.Name}")}", caller.Kind is PrincipalKind.RoleSession ? $"arn:aws:iam::{caller.AccountId}:role/path/{caller.Name}" : caller.Text)
            : dice.Pick(A, $"arn:aws:iam::{A}:root", $"arn:aws:iam::{A}:user/alice", $"arn:aws:iam::{A}:role/app", $"arn:aws:sts::{A}:assumed-role/app/s1", $"arn:aws:sts::{A}:federated-user/fed", $"arn:aws:iam::{B}:user/alice");
        ImmutableDictionary<string, string> pairs = ImmutableDictionary<string, string>.Empty.Add(dice.Pick("app", "App"), dice.Pick("red", "alice", "true"));
        return new KmsGrant
        {
            GranteePrincipal = Grantee(),
            RetiringPrincipal = dice.Chance(40) ? Grantee() : null,
            Operations = [.. dice.Some(1, 3, () => dice.Pick("Decrypt", "decrypt", "Encrypt", "RetireGrant", "CreateGrant", "PutKeyPolicy", "ListKeys"))],
            EncryptionContextSubset = dice.Chance(25) ? pairs : null,
            EncryptionContextEquals = dice.Chance(25) ? (dice.Chance(30) ? pairs.Clear() : pairs) : null,
        };
    }

    private static Principal Provider(Dice dice, string action) =>
        Principal.FromFederatedProvider(dice.Chance(15) ? dice.Pick(Providers) : action.EndsWith("SAML", StringComparison.Ordinal) ? Providers[0] : dice.Pick(Providers[1], Providers[2]));

    private static Principal Caller(Dice dice)
    {
        string account = dice.Pick(A, A, A, B);
        Principal caller = dice.Below(20) switch
        {
            < 5 => Principal.Parse($"arn:aws:iam::{account}:user/{dice.Pick("alice", "alice", "team/alice", "Alice")}"),
            < 7 => Principal.Parse($"arn:aws:iam::{account}:role/{dice.Pick("app", "team/app", "App")}"),
            < 11 => Principal.Parse($"arn:aws:sts::{account}:assumed-role/app/{dice.Pick("s1", "s1", "S1", "alice")}") with { RolePath = dice.Pick(null!, "/", "/team/") },
            11 => dice.Pick(
                Principal.Parse($"arn:aws:iam::{A}:role/aws-service-role/x.amazonaws.com/AWSServiceRoleForX"),
                Principal.Parse($"arn:aws:sts::{A}:assumed-role/AWSServiceRoleForX/s"),
                Principal.Parse($"arn:aws:sts::{A}:assumed-role/AWSServiceRoleForX/s") with { RolePath = "/mine/" },
                Principal.Parse($"arn:aws:sts::{A}:assumed-role/x/s") with { RolePath = "/aws-service-role/x.amazonaws.com/" },
                Principal.Parse($"arn:aws:iam::{A}:role/AWSServiceRoleForMine")),
            < 14 => Principal.Parse($"arn:aws:sts::{account}:federated-user/{dice.Pick("fed", "alice")}") with { Issuer = dice.Pick($"arn:aws:iam::{account}:user/alice", null!) },
            < 16 => Principal.Parse($"arn:aws:iam::{account}:root"),
            16 => Principal.Parse(dice.Pick("lambda.amazonaws.com", "cloudtrail.amazonaws.com", "lambda.us-east-1.amazonaws.com")) with
            {
                SourceArn = dice.Pick("arn:aws:sns:us-east-1:111111111111:topic", null!),
                SourceAccount = dice.Pick(A, B, null!),
            },
            17 => Principal.Anonymous,
            18 => Principal.FromFederatedProvider(dice.Pick(Providers)),
            _ => Principal.Parse($"arn:aws-cn:iam::{account}:{dice.Pick("user/alice", "role/app", "root")}"),
        };
        if (caller.Kind is PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession && dice.Chance(65))
        {
            caller = caller with { UniqueId = caller.Kind == PrincipalKind.User ? "AIDAALICEALICEALICE01" : "AROAAPPAPPAPPAPPAPP01" };
        }

        return caller.AccountId.Length == 0 ? caller : caller with
        {
            Tags = Tags(dice, 50),
            SessionTags = caller.Kind is PrincipalKind.RoleSession or PrincipalKind.FederatedUser ? Tags(dice, 30) : caller.SessionTags,
            CanonicalUserId = dice.Chance(20) ? new string('b', 64) : null,
        };
    }
}
