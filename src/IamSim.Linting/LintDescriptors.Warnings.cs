using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

// IAM2101 to IAM2199: what Access Analyzer calls a security warning, a warning or a suggestion.
internal static partial class LintDescriptors
{
    internal static readonly DiagnosticDescriptor CreateAnyServiceLinkedRole = Warning("IAM2101", "Service-linked roles of any service can be made", "CREATE_SLR_WITH_STAR_IN_RESOURCE");
    internal static readonly DiagnosticDescriptor EpochDate = Warning("IAM2102", "A date is written as seconds since 1970", "INVALID_DATE_VALUE");
    internal static readonly DiagnosticDescriptor UniqueIdPrincipal = Warning("IAM2103", "A principal is a unique id", "INVALID_ROLE_REFERENCE");
    internal static readonly DiagnosticDescriptor ServiceKeyType = Warning("IAM2104", "A condition operator does not fit the type of a service's key", "TYPE_MISMATCH");
    internal static readonly DiagnosticDescriptor GitHubSubjectWildcard = Warning("IAM2105", "A trust policy lets in more of GitHub than one branch", "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED");
    internal static readonly DiagnosticDescriptor ResourceControlHitsServices = Warning("IAM2106", "A resource control policy denies services by a key of principals", "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY");
    internal static readonly DiagnosticDescriptor ResourceControlHitsPrincipals = Warning("IAM2107", "A resource control policy denies principals by a key of services", "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY");
    internal static readonly DiagnosticDescriptor ResourceControlHitsIntegrations = Warning("IAM2108", "A resource control policy denies services that do not name a source", "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK");
    internal static readonly DiagnosticDescriptor EndpointOwnerUnsupported = Warning("IAM2109", "A key about the owner of an endpoint meets services without it", "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES");
    internal static readonly DiagnosticDescriptor UntrustworthyKey = Warning("IAM2110", "A condition trusts what the caller says", "UNTRUSTWORTHY_CONDITION_KEY");
    internal static readonly DiagnosticDescriptor ForAllValuesOfServiceKey = Warning("IAM2111", "ForAllValues holds when the single-valued key of a service is missing", "FORALLVALUES_WITH_SINGLE_VALUED_KEY");
    internal static readonly DiagnosticDescriptor PassAnyRole = Warning("IAM2112", "Any role can be passed to a service", "PASS_ROLE_WITH_STAR_IN_RESOURCE");
    internal static readonly DiagnosticDescriptor VpcSourceIpAlone = Warning("IAM2113", "An address inside a VPC is compared without the VPC", "MISSING_PAIRED_CONDITION_KEYS");
    internal static readonly DiagnosticDescriptor DenyByUnsupportedTag = Warning("IAM2114", "A Deny by tag names actions that carry no tag", "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE");
    internal static readonly DiagnosticDescriptor DenyNotActionByTag = Warning("IAM2115", "A Deny by tag reaches actions that carry no tag", "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE");
    internal static readonly DiagnosticDescriptor ServiceWithoutSource = Warning("IAM2116", "A service is let in on anybody's behalf", "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL");
    internal static readonly DiagnosticDescriptor ProviderWithoutCondition = Warning("IAM2117", "All users of an identity provider are let in", "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL");
    internal static readonly DiagnosticDescriptor GitHubWithoutSubject = Warning("IAM2118", "All of GitHub is let in", "MISSING_GITHUB_REPO_CONDITION_KEY");
    internal static readonly DiagnosticDescriptor ArnAsText = Warning("IAM2119", "An ARN is compared as text", "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS");
    internal static readonly DiagnosticDescriptor AttributesWithoutSelect = Warning("IAM2120", "Attributes of DynamoDB are limited only where requests name them", "DYNAMODB_ATTRIBUTES_WITHOUT_SELECT");
    internal static readonly DiagnosticDescriptor S3PrefixExcluded = Warning("IAM2121", "A prefix of S3 is excluded, and shorter ones are not", "S3_PREFIX_IN_NEGATIVE_CONTEXT");
    internal static readonly DiagnosticDescriptor ForAnyValueOfAudience = Warning("IAM2122", "ForAnyValue stands on a single audience", "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE");
    internal static readonly DiagnosticDescriptor EmptySid = Info("IAM2131", "A Sid is empty", "EMPTY_SID_VALUE");
    internal static readonly DiagnosticDescriptor EquivalentToNullFalse = Info("IAM2132", "A condition only asks whether a key is there", "EQUIVALENT_TO_NULL_FALSE");
    internal static readonly DiagnosticDescriptor EquivalentToNullTrue = Info("IAM2133", "A condition only asks whether a key is missing", "EQUIVALENT_TO_NULL_TRUE");
    internal static readonly DiagnosticDescriptor RedundantAction = Info("IAM2134", "An action is covered by another of its list", "REDUNDANT_ACTION");
    internal static readonly DiagnosticDescriptor RedundantResource = Info("IAM2135", "A resource is covered by another of its list", "REDUNDANT_RESOURCE");
    internal static readonly DiagnosticDescriptor RedundantNumber = Info("IAM2136", "Of several numbers one decides alone", "REDUNDANT_CONDITION_VALUE_NUM");
    internal static readonly DiagnosticDescriptor RedundantStatement = Info("IAM2137", "A statement stands twice", "REDUNDANT_STATEMENT");
    internal static readonly DiagnosticDescriptor AllowByUnsupportedTag = Info("IAM2138", "An Allow by tag names actions that carry no tag", "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE");
    internal static readonly DiagnosticDescriptor AllowNotActionByTag = Info("IAM2139", "An Allow by tag reaches actions that carry no tag", "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE");
    internal static readonly DiagnosticDescriptor SourceKeyRecommended = Info("IAM2140", "A service is limited by a key that does not name its source", "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL");
    internal static readonly DiagnosticDescriptor IrrelevantKey = Info("IAM2141", "A key asks a resource policy what it knows", "IRRELEVANT_CONDITION_KEY_IN_POLICY");
    internal static readonly DiagnosticDescriptor RedundantKey = Info("IAM2142", "A condition always holds", "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION");
    internal static readonly DiagnosticDescriptor RedundantSession = Info("IAM2143", "A session stands beside its role", "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY");
    internal static readonly DiagnosticDescriptor NeverMatchingKey = Info("IAM2144", "A condition never holds because of a wildcard", "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION");
    internal static readonly DiagnosticDescriptor UncertainAudience = Info("IAM2145", "An audience is compared as if there were several", "CONFIRM_AUDIENCE_CLAIM_TYPE");

    private static ImmutableArray<DiagnosticDescriptor> Warnings =>
    [
        CreateAnyServiceLinkedRole, EpochDate, UniqueIdPrincipal, ServiceKeyType, GitHubSubjectWildcard, ResourceControlHitsServices,
        ResourceControlHitsPrincipals, ResourceControlHitsIntegrations, EndpointOwnerUnsupported, UntrustworthyKey, ForAllValuesOfServiceKey, PassAnyRole,
        VpcSourceIpAlone, DenyByUnsupportedTag, DenyNotActionByTag, ServiceWithoutSource, ProviderWithoutCondition, GitHubWithoutSubject, ArnAsText,
        AttributesWithoutSelect, S3PrefixExcluded, ForAnyValueOfAudience, EmptySid, EquivalentToNullFalse, EquivalentToNullTrue, RedundantAction,
        RedundantResource, RedundantNumber, RedundantStatement, AllowByUnsupportedTag, AllowNotActionByTag, SourceKeyRecommended, IrrelevantKey,
        RedundantKey, RedundantSession, NeverMatchingKey, UncertainAudience,
    ];
}
