using System.Collections.Immutable;

namespace IamSim.Linting;

public static partial class AccessAnalyzerChecks
{
    private static ImmutableArray<AccessAnalyzerCheck> SecurityWarnings =>
    [
        SecurityWarning("Untrustworthy condition key", "UNTRUSTWORTHY_CONDITION_KEY"),
        SecurityWarning("Allow with NotPrincipal", "ALLOW_WITH_NOT_PRINCIPAL", "IAM0012"),
        SecurityWarning("ForAllValues with single valued key", "FORALLVALUES_WITH_SINGLE_VALUED_KEY", "IAM0043"),
        SecurityWarning("Pass role with NotResource", "PASS_ROLE_WITH_NOT_RESOURCE").SameAs("PASS_ROLE_WITH_STAR_IN_RESOURCE"),
        SecurityWarning("Pass role with star in action and NotResource", "PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE").SameAs("PASS_ROLE_WITH_STAR_IN_RESOURCE"),
        SecurityWarning("Pass role with NotAction and NotResource", "PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE").SameAs("PASS_ROLE_WITH_STAR_IN_RESOURCE"),
        SecurityWarning("Pass role with star in resource", "PASS_ROLE_WITH_STAR_IN_RESOURCE"),
        SecurityWarning("Pass role with star in action and resource", "PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE").SameAs("PASS_ROLE_WITH_STAR_IN_RESOURCE"),
        SecurityWarning("Pass role with star in resource and NotAction", "PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION").SameAs("PASS_ROLE_WITH_STAR_IN_RESOURCE"),
        SecurityWarning("Missing paired condition keys", "MISSING_PAIRED_CONDITION_KEYS"),
        SecurityWarning("Deny with unsupported tag condition key for service", "DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
        SecurityWarning("Deny NotAction with unsupported tag condition key for service", "DENY_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
        SecurityWarning("Restrict access to service principal", "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL"),
        SecurityWarning("Missing condition key for oidc principal", "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL"),
        SecurityWarning("Missing github repo condition key", "MISSING_GITHUB_REPO_CONDITION_KEY"),
        SecurityWarning("String like operator with ARN condition keys", "STRING_LIKE_OPERATOR_WITH_ARN_CONDITION_KEYS"),
        SecurityWarning("DynamoDB attributes without select", "DYNAMODB_ATTRIBUTES_WITHOUT_SELECT"),
        SecurityWarning("S3 prefix in negative context", "S3_PREFIX_IN_NEGATIVE_CONTEXT"),
        SecurityWarning("ForAnyValue with audience claim type", "FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE"),
    ];

    private static ImmutableArray<AccessAnalyzerCheck> Warnings =>
    [
        Warning("Create SLR with NotResource", "CREATE_SLR_WITH_NOT_RESOURCE").SameAs("CREATE_SLR_WITH_STAR_IN_RESOURCE"),
        Warning("Create SLR with star in action and NotResource", "CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE").SameAs("CREATE_SLR_WITH_STAR_IN_RESOURCE"),
        Warning("Create SLR with NotAction and NotResource", "CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE").SameAs("CREATE_SLR_WITH_STAR_IN_RESOURCE"),
        Warning("Create SLR with star in resource", "CREATE_SLR_WITH_STAR_IN_RESOURCE"),
        Warning("Create SLR with star in action and resource", "CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE").SameAs("CREATE_SLR_WITH_STAR_IN_RESOURCE"),
        Warning("Create SLR with star in resource and NotAction", "CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION").SameAs("CREATE_SLR_WITH_STAR_IN_RESOURCE"),
        Warning("Deprecated global condition key", "DEPRECATED_GLOBAL_CONDITION_KEY", "IAM0056"),
        Warning("Invalid date value", "INVALID_DATE_VALUE"),
        Warning("Invalid role reference", "INVALID_ROLE_REFERENCE"),
        Warning("Invalid user reference", "INVALID_USER_REFERENCE").SameAs("INVALID_ROLE_REFERENCE"),
        Warning("Missing version", "MISSING_VERSION", "IAM0032"),
        Warning("Unique Sids recommended", "UNIQUE_SIDS_RECOMMENDED"),
        Warning("Wildcard without like operator", "WILDCARD_WITHOUT_LIKE_OPERATOR", "IAM0029"),
        Warning("Policy size exceeds identity policy quota", "POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA", "IAM0038"),
        Warning("Policy size exceeds resource policy quota", "POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA", "IAM0038")
            .Because("For bucket and key policies; other services have quotas of their own"),
        Warning("Type mismatch", "TYPE_MISMATCH", "IAM0040"),
        Warning("Type mismatch Boolean", "TYPE_MISMATCH_BOOLEAN", "IAM0024"),
        Warning("Type mismatch date", "TYPE_MISMATCH_DATE", "IAM0024"),
        Warning("Type mismatch number", "TYPE_MISMATCH_NUMBER", "IAM0024"),
        Warning("Type mismatch string", "TYPE_MISMATCH_STRING", "IAM0024"),
        Warning("Specific github repo and branch recommended", "SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED"),
        Warning("Policy size exceeds role trust policy quota", "POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA", "IAM0038"),
        Warning("RCP missing related principal condition key", "RCP_MISSING_RELATED_PRINCIPAL_CONDITION_KEY"),
        Warning("RCP missing related service principal condition key", "RCP_MISSING_RELATED_SERVICE_PRINCIPAL_CONDITION_KEY"),
        Warning("RCP missing service condition key null check", "RCP_MISSING_SERVICE_CONDITION_KEY_NULL_CHECK"),
        Warning("Use condition key only with supported services", "USE_CONDITION_KEY_ONLY_WITH_SUPPORTED_SERVICES"),
    ];

    private static ImmutableArray<AccessAnalyzerCheck> Suggestions =>
    [
        Suggestion("Empty array action", "EMPTY_ARRAY_ACTION", "IAM0020"),
        Suggestion("Empty array condition", "EMPTY_ARRAY_CONDITION", "IAM0044"),
        Suggestion("Empty array condition ForAllValues", "EMPTY_ARRAY_CONDITION_FORALLVALUES", "IAM0044"),
        Suggestion("Empty array condition ForAnyValue", "EMPTY_ARRAY_CONDITION_FORANYVALUE", "IAM0044"),
        Suggestion("Empty array condition IfExists", "EMPTY_ARRAY_CONDITION_IFEXISTS", "IAM0044"),
        Suggestion("Empty array principal", "EMPTY_ARRAY_PRINCIPAL", "IAM0020"),
        Suggestion("Empty array resource", "EMPTY_ARRAY_RESOURCE", "IAM0020"),
        Suggestion("Empty object condition", "EMPTY_OBJECT_CONDITION", "IAM0045"),
        Suggestion("Empty object principal", "EMPTY_OBJECT_PRINCIPAL", "IAM0020"),
        Suggestion("Empty Sid value", "EMPTY_SID_VALUE"),
        Suggestion("Equivalent to null false", "EQUIVALENT_TO_NULL_FALSE"),
        Suggestion("Equivalent to null true", "EQUIVALENT_TO_NULL_TRUE"),
        Suggestion("Improve IP range", "IMPROVE_IP_RANGE", "IAM0051"),
        Suggestion("Null with qualifier", "NULL_WITH_QUALIFIER", "IAM0042"),
        Suggestion("Private IP address subset", "PRIVATE_IP_ADDRESS_SUBSET", "IAM0041"),
        Suggestion("Private NotIpAddress subset", "PRIVATE_NOT_IP_ADDRESS_SUBSET", "IAM0041"),
        Suggestion("Redundant action", "REDUNDANT_ACTION"),
        Suggestion("Redundant condition value num", "REDUNDANT_CONDITION_VALUE_NUM"),
        Suggestion("Redundant resource", "REDUNDANT_RESOURCE"),
        Suggestion("Redundant statement", "REDUNDANT_STATEMENT"),
        Suggestion("Wildcard in service name", "WILDCARD_IN_SERVICE_NAME", "IAM0018", "IAM0050"),
        Suggestion("Allow with unsupported tag condition key for service", "ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
        Suggestion("Allow NotAction with unsupported tag condition key for service", "ALLOW_NOTACTION_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE"),
        Suggestion("Recommended condition key for service principal", "RECOMMENDED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL"),
        Suggestion("Irrelevant condition key in policy", "IRRELEVANT_CONDITION_KEY_IN_POLICY"),
        Suggestion("Redundant key due to wildcard in condition", "REDUNDANT_KEY_DUE_TO_WILDCARD_IN_CONDITION"),
        Suggestion("Redundant principal in role trust policy", "REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY"),
        Suggestion("Redundant statement due to wildcard in condition", "REDUNDANT_STATEMENT_DUE_TO_WILDCARD_IN_CONDITION"),
        Suggestion("Confirm audience claim type", "CONFIRM_AUDIENCE_CLAIM_TYPE"),
    ];
}
