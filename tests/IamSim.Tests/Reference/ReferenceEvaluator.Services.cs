using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <content>Exemptions and the services that break the default (4.5, 4.6, section 5).</content>
internal static partial class ReferenceEvaluator
{
    // RCP-5.
    private static readonly string[] RcpServices =
        ("appconfig appstream aoss autoscaling autoscaling-plans budgets clouddirectory cloudfront cloudsearch cloudtrail-data codeartifact codebuild "
        + "codecommit codepipeline cognito-identity cognito-idp comprehend comprehendmedical compute-optimizer cost-optimization-hub dax dsql dynamodb "
        + "ecr ecr-public events firehose fis fms gamelift health inspector-scan kendra kinesisvideo kms logs memorydb networkmonitor notifications "
        + "opensearch pca-connector-ad personalize polly pricing resource-groups rolesanywhere s3 secretsmanager servicediscovery signin sqs sts support "
        + "swf textract timestream-influxdb transcribe transfer translate wafv2 workspaces xray").Split(' ');

    // KMS-6.
    private static readonly string[] GrantOperations =
        ("decrypt encrypt generatedatakey generatedatakeywithoutplaintext generatedatakeypair generatedatakeypairwithoutplaintext reencryptfrom reencryptto "
        + "sign verify generatemac verifymac getpublickey creategrant retiregrant describekey derivesharedsecret").Split(' ');

    // SVC-2.
    private static readonly string[] SqsOwnAccountActions =
        "addpermission createqueue deletequeue listqueues listqueuetags removepermission setqueueattributes tagqueue untagqueue".Split(' ');

    // SVC-10.
    private static readonly string[] DynamoDBSharedActions =
        ("getitem putitem updateitem deleteitem query scan batchgetitem batchwriteitem conditioncheckitem transactgetitems transactwriteitems describetable updatetable "
        + "deletetable tagresource untagresource listtagsofresource getresourcepolicy putresourcepolicy deleteresourcepolicy describestream getrecords getsharditerator "
        + "liststreams").Split(' ');

    // KMS-7.
    private static readonly string[] KmsActionsWithoutKey =
        ("createkey listkeys listaliases listretirablegrants generaterandom createcustomkeystore deletecustomkeystore describecustomkeystores updatecustomkeystore connectcustomkeystore "
        + "disconnectcustomkeystore").Split(' ');

    // SVC-5, SVC-6, SVC-8, SVC-9, SVC-12, SVC-14.
    private static readonly string[] ServicesWithoutAnonymousAccess =
        "ecr events backup glacier logs glue codeartifact ses schemas acm-pca redshift redshift-serverless sts kms".Split(' ');

    private static bool Is(Check check, string action) => LowerAscii(check.Request.Action.Text) == LowerAscii(action);

    private static bool IsOneOf(Check check, string service, string actions) => check.Service == service && LowerAscii(actions).Split(' ').Contains(check.ActionName);

    private static DecisionKind? SpecialOperation(Check check) => check.Caller.Kind switch
    {
        // STS-8.
        _ when Is(check, "sts:GetCallerIdentity") && check.HasAccount => DecisionKind.Allowed,
        // STS-9, OQ-18.
        PrincipalKind.User when Is(check, "sts:GetSessionToken") => DecisionKind.Allowed,
        // STS-3, ROOT-5.
        PrincipalKind.Root when Is(check, "sts:AssumeRole") => DecisionKind.ImplicitDeny,
        _ => null,
    };

    // SCP-5, SCP-6, SCP-7.
    private static bool ScpsApply(Check check) =>
        check.HasAccount && check.Set.Organization?.ManagementAccount != check.Caller.AccountId && !IsServiceLinkedRole(check.Caller);

    // RCP-4 to RCP-7.
    private static bool RcpsApply(Check check) =>
        RcpServices.Contains(check.Service)
        && !((check.Set.ResourceOrganization ?? check.Set.Organization)?.ManagementAccount is { } management && management == check.Owner)
        && !IsServiceLinkedRole(check.Caller)
        && !Is(check, "kms:RetireGrant")
        && !check.Resource.IsAwsManagedKey
        && !(check.Service == "sts" && check.ArnService == "iam" && Starts(check.ArnResource, "role/aws-service-role/"));

    private static bool IsServiceLinkedRole(Principal caller) =>
        caller.Kind is PrincipalKind.Role or PrincipalKind.RoleSession
        && (caller.RolePath is { } path ? Starts(path, "/aws-service-role/") : Starts(caller.Name, "AWSServiceRoleFor"));

    private static bool IgnoresResourcePolicy(Check check) =>
        // S3-6.
        (IsOneOf(check, "s3", "GetBucketPolicy PutBucketPolicy DeleteBucketPolicy") && check.Caller.Kind == PrincipalKind.Root && check.Caller.AccountId == check.Owner)
        // KMS-7.
        || IsAliasOperation(check)
        // SVC-7, SVC-5.
        || (check.Service == "es" && !Starts(check.ActionName, "eshttp"))
        || Is(check, "ecr:GetAuthorizationToken")
        // STS-1: IAM has trust policies and no others, and those are about becoming a role.
        || check.Service == "iam"
        || (check.Service == "sts" && !IsOneOf(check, "sts", "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity TagSession SetSourceIdentity SetContext"));

    private static bool IsAliasOperation(Check check) =>
        IsOneOf(check, "kms", "CreateAlias DeleteAlias UpdateAlias") && check.ArnService == "kms" && Starts(check.ArnResource, "alias/");

    /// <summary>What no policy can allow.</summary>
    private static bool IsImpossible(Check check)
    {
        PrincipalKind kind = check.Caller.Kind;
        bool crossAccount = check.HasAccount && check.Caller.AccountId != check.EffectiveOwner;
        bool changesImmutable = kind != PrincipalKind.Service && !IsServiceLinkedRole(check.Caller) && ChangesImmutableEntity(check);
        string federatedAction = IsSamlProvider(check.Caller) ? "AssumeRoleWithSAML" : "AssumeRoleWithWebIdentity";
        return changesImmutable
            // The services of section 5.5 that no policy opens to unsigned callers.
            || (kind == PrincipalKind.Anonymous && ServicesWithoutAnonymousAccess.Contains(check.Service))
            // SVC-3.
            || (kind == PrincipalKind.Anonymous && Is(check, "execute-api:Invoke") && check.Resource.ApiGatewayAuthorization == ApiGatewayAuthorization.Iam)
            // EVAL-32.
            || (kind == PrincipalKind.FederatedUser && check.Service is "iam" or "sts")
            // STS-5.
            || (kind == PrincipalKind.FederatedProvider && !IsOneOf(check, "sts", federatedAction + " TagSession SetSourceIdentity"))
            // STS-5: these calls are made with a provider's token, whoever else the caller is.
            || (kind != PrincipalKind.FederatedProvider && IsOneOf(check, "sts", "AssumeRoleWithSAML AssumeRoleWithWebIdentity"))
            // STS-11.
            || (Is(check, "sts:AssumeRoleWithSAML") && check.ArnService == "iam" && Starts(check.ArnResource, "role/") && Starts(check.ArnResource.Split('/')[^1], "AWSReservedSSO_"))
            // SVC-2, SVC-8, SVC-10.
            || (crossAccount && check.Service == "sqs" && SqsOwnAccountActions.Contains(check.ActionName))
            || (crossAccount && check.Service == "backup" && Starts(check.ArnResource, "backup-vault:") && check.ActionName != "copyintobackupvault")
            || (crossAccount && check.Service == "dynamodb" && !DynamoDBSharedActions.Contains(check.ActionName));
    }

    // IAM-2.
    private static bool ChangesImmutableEntity(Check check) =>
        (IsOneOf(check, "iam", "CreatePolicyVersion DeletePolicy DeletePolicyVersion SetDefaultPolicyVersion TagPolicy UntagPolicy")
            && Glob("arn:*:iam::aws:policy/*", check.Arn))
        || (IsOneOf(check, "iam", "AttachRolePolicy DetachRolePolicy PutRolePolicy DeleteRolePolicy DeleteRole UpdateRole UpdateAssumeRolePolicy PutRolePermissionsBoundary DeleteRolePermissionsBoundary TagRole UntagRole")
            && check.ArnService == "iam" && (Starts(check.ArnResource, "role/aws-reserved/") || Starts(check.ArnResource, "role/aws-service-role/")))
        || (Is(check, "iam:UpdateRoleDescription") && check.ArnService == "iam" && Starts(check.ArnResource, "role/aws-reserved/"))
        || (IsOneOf(check, "kms", "CreateAlias DeleteAlias UpdateAlias") && Starts(check.ArnResource, "alias/aws/"));

    // 4.9 step 7: KMS keys (KMS-1) and role trust (STS-1).
    private static bool NeedsResourcePolicy(Check check) =>
        (check.Service == "kms" && !KmsActionsWithoutKey.Contains(check.ActionName) && !IsAliasOperation(check))
        || IsOneOf(check, "sts", "AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity TagSession SetSourceIdentity SetContext");

    // SVC-13, STS-6.
    private static bool NeedsBothPolicies(Check check) =>
        check.Service == "vpc-lattice-svcs" || (Is(check, "sts:SetSourceIdentity") && check.IsRoleSession && check.ArnService == "iam" && Starts(check.ArnResource, "role/"));

    /// <summary>Grants that stand beside the resource policy.</summary>
    private static IEnumerable<Grant> GrantsWithoutPolicy(Check check)
    {
        if (check.Service == "s3" && check.Resource.ObjectAclAllows && !check.IsAccessPoint)
        {
            // S3-3. The access point permits by its policy (S3-7).
            yield return Grant.Direct;
        }

        foreach (KmsGrant grant in check.Service == "kms" ? check.Resource.KmsGrants : [])
        {
            // KMS-6.
            if (grant.Operations.Any(operation => LowerAscii(operation) == check.ActionName && GrantOperations.Contains(check.ActionName)) && EncryptionContextFits(check, grant))
            {
                yield return GrantTo(check, grant.GranteePrincipal);
            }

            if (check.ActionName == "retiregrant" && grant.RetiringPrincipal is { } retiring)
            {
                yield return GrantTo(check, retiring);
            }
        }

        if (check.Options.LegacyImplicitRoleSelfTrust && Is(check, "sts:AssumeRole") && check.IsRoleSession && IsRoleOf(check.Caller, check.Arn))
        {
            // STS-4: it still needs the identity permission.
            yield return Grant.Account;
        }
    }

    private static Grant GrantTo(Check check, string arn) =>
        NamesAccount(check, arn) ? Grant.Account
        : NamesUser(check, arn) || NamesRole(check, arn) || NamesSession(check, arn) || NamesFederatedUser(check, arn) ? Grant.Direct
        : Grant.None;

    private static bool EncryptionContextFits(Check check, KmsGrant grant)
    {
        const string Prefix = "kms:EncryptionContext:";
        if (check.ActionName is "describekey" or "retiregrant")
        {
            return true;
        }

        // In a constraint the key of a pair compares without case, its value with case.
        Dictionary<string, ContextValue> pairs = check.Request.Context
            .Where(static pair => pair.Key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) && !pair.Value.IsAbsent)
            .ToDictionary(static pair => LowerAscii(pair.Key[Prefix.Length..]), static pair => pair.Value, StringComparer.Ordinal);
        bool Has(KeyValuePair<string, string> pair) => pairs.TryGetValue(LowerAscii(pair.Key), out ContextValue value) && value == ContextValue.FromString(pair.Value);
        return (grant.EncryptionContextSubset?.All(Has) ?? true)
            && (grant.EncryptionContextEquals is not { } equals || (equals.Count == pairs.Count && equals.All(Has)));
    }

    // S3-4, OQ-19.
    private static bool IsBlockedPublicAccess(Check check, PolicyDocument? policy) =>
        // S3-7: the settings of bucket, account and access point add up.
        check.Service == "s3" && policy is not null
        && (check.Resource.BlockPublicAccess || (check.Resource.AccessPointArn is not null && check.Resource.AccessPointBlocksPublicAccess))
        && check.Caller.Kind != PrincipalKind.Service && !(check.HasAccount && check.Caller.AccountId == check.Owner)
        && policy.Statements.Any(statement => IsAllow(statement) && !IsLimitedToFixedValues(statement));

    // S3-5.
    private static bool IsLimitedToFixedValues(PolicyStatement statement) =>
        (statement.NotPrincipal is null && statement.Principal?.Wildcard is null && Entries(statement.Principal).All(static entry => (entry.Kind != "Federated" || entry.Text.Contains(":saml-provider/", StringComparison.Ordinal)) && IsFixed(entry.Text)))
        || (statement.Condition?.Operators ?? []).Any(static op => op.Keys.Any(key => LimitsToFixedValues(op.Operator.Text, key)));

    private static bool IsFixed(string text) => text.IndexOfAny(['*', '?']) < 0 && !text.Contains("${", StringComparison.Ordinal);

    private static bool LimitsToFixedValues(string written, ConditionKeyElement key)
    {
        // Only a test that a request without the value fails is a limit.
        string name = LowerAscii(written);
        name = Starts(name, "foranyvalue:") ? name["foranyvalue:".Length..] : name;
        string keyName = LowerAscii(key.Key.Text);
        if (key.Values.IsEmpty)
        {
            return false;
        }

        if (keyName == "aws:sourceip")
        {
            return name == "ipaddress" && key.Values.All(static value => ParseRange(value.Text) is { } range && range.PrefixLength >= (range.First.Bits == 32 ? 8 : range.First.Number >> 32 == 0xFFFF ? 104 : 32));
        }

        return name is "stringequals" or "stringequalsignorecase" or "stringlike" or "arnequals" or "arnlike" && keyName switch
        {
            "aws:principalarn" or "aws:principalaccount" or "aws:principalorgid" or "aws:principalorgpaths"
                or "aws:sourcearn" or "aws:sourcevpc" or "aws:sourcevpce" or "aws:sourceowner" or "aws:sourceaccount"
                or "s3:x-amz-server-side-encryption-aws-kms-key-id" or "aws:userid" or "s3:dataaccesspointaccount" => key.Values.All(static value => IsFixed(value.Text)),
            // The name of the access point may be a wildcard while the account is fixed.
            "s3:dataaccesspointarn" => key.Values.All(static value => IsFixed(value.Text)
                || (IsAccountId(ArnPart(value.Text, 4)) && IsFixed(value.Text[..^ArnPart(value.Text, 5).Length]) && !value.Text.Contains("${", StringComparison.Ordinal))),
            _ => false,
        };
    }
}
