using System.Collections.Immutable;

namespace IamSim.Linting;

public static partial class AccessAnalyzerChecks
{
    private static ImmutableArray<AccessAnalyzerCheck> Errors =>
    [
        Error("ARN account not allowed", "ARN_ACCOUNT_NOT_ALLOWED"),
        Error("ARN Region not allowed", "ARN_REGION_NOT_ALLOWED", "IAM0018"),
        Error("Data type mismatch", "DATA_TYPE_MISMATCH", "IAM0005"),
        Error("Duplicate keys with different case", "DUPLICATE_KEYS_WITH_DIFFERENT_CASE", "IAM0025"),
        Error("Invalid action", "INVALID_ACTION", "IAM0049"),
        Error("Invalid ARN account", "INVALID_ARN_ACCOUNT"),
        Error("Invalid ARN prefix", "INVALID_ARN_PREFIX", "IAM0018"),
        Error("Invalid ARN Region", "INVALID_ARN_REGION")
            .Because("Which service is in which Region is not known; whether there can be such a Region is"),
        Error("Invalid ARN resource", "INVALID_ARN_RESOURCE", "IAM0018"),
        Error("Invalid ARN service case", "INVALID_ARN_SERVICE_CASE"),
        Error("Invalid condition data type", "INVALID_CONDITION_DATA_TYPE"),
        Error("Invalid condition key format", "INVALID_CONDITION_KEY_FORMAT", "IAM0052"),
        Error("Invalid condition multiple Boolean", "INVALID_CONDITION_MULTIPLE_BOOLEAN", "IAM0026"),
        Error("Invalid condition operator", "INVALID_CONDITION_OPERATOR", "IAM0007"),
        Error("Invalid effect", "INVALID_EFFECT", "IAM0010"),
        Error("Invalid global condition key", "INVALID_GLOBAL_CONDITION_KEY", "IAM0031"),
        Error("Invalid partition", "INVALID_PARTITION", "IAM0018")
            .Because("Which service is in which partition is not known; whether there is such a partition is"),
        Error("Invalid policy element", "INVALID_POLICY_ELEMENT", "IAM0006"),
        Error("Invalid principal format", "INVALID_PRINCIPAL_FORMAT", "IAM0019"),
        Error("Invalid principal key", "INVALID_PRINCIPAL_KEY", "IAM0019"),
        Error("Invalid Region", "INVALID_REGION"),
        Error("Invalid service", "INVALID_SERVICE"),
        Error("Invalid service condition key", "INVALID_SERVICE_CONDITION_KEY"),
        Error("Invalid service in action", "INVALID_SERVICE_IN_ACTION"),
        Error("Invalid variable for operator", "INVALID_VARIABLE_FOR_OPERATOR", "IAM0024", "IAM0030"),
        Error("Invalid version", "INVALID_VERSION", "IAM0008"),
        Error("Json syntax error", "JSON_SYNTAX_ERROR", "IAM0001", "IAM0002", "IAM0003", "IAM0004"),
        Error("Missing action", "MISSING_ACTION", "IAM0009"),
        Error("Missing ARN field", "MISSING_ARN_FIELD", "IAM0018"),
        Error("Missing ARN Region", "MISSING_ARN_REGION"),
        Error("Missing effect", "MISSING_EFFECT", "IAM0009"),
        Error("Missing principal", "MISSING_PRINCIPAL", "IAM0009"),
        Error("Missing qualifier", "MISSING_QUALIFIER", "IAM0028"),
        Error("Missing resource", "MISSING_RESOURCE", "IAM0009"),
        Error("Missing statement", "MISSING_STATEMENT", "IAM0009", "IAM0013"),
        Error("Null with if exists", "NULL_WITH_IF_EXISTS", "IAM0023"),
        Error("SCP syntax error action wildcard", "SCP_SYNTAX_ERROR_ACTION_WILDCARD")
            .Because("Service control policies take wildcards anywhere since September 2025; the reference still has the check"),
        Error("SCP syntax error principal", "SCP_SYNTAX_ERROR_PRINCIPAL", "IAM0012"),
        Error("Unique Sids required", "UNIQUE_SIDS_REQUIRED", "IAM0015"),
        Error("Unsupported action in policy", "UNSUPPORTED_ACTION_IN_POLICY", "IAM0017")
            .Because("For bucket, key and trust policies; of other resource policies it is not known what they hang on"),
        Error("Unsupported element combination", "UNSUPPORTED_ELEMENT_COMBINATION", "IAM0011"),
        Error("Unsupported global condition key", "UNSUPPORTED_GLOBAL_CONDITION_KEY", "IAM0056"),
        Error("Unsupported principal", "UNSUPPORTED_PRINCIPAL", "IAM0012"),
        Error("Unsupported resource ARN in policy", "UNSUPPORTED_RESOURCE_ARN_IN_POLICY", "IAM0057")
            .Because("For bucket and key policies; of other resource policies it is not known what they hang on"),
        Error("Unsupported Sid", "UNSUPPORTED_SID", "IAM0014"),
        Error("Unsupported wildcard in principal", "UNSUPPORTED_WILDCARD_IN_PRINCIPAL", "IAM0019"),
        Error("Missing brace in variable", "MISSING_BRACE_IN_VARIABLE", "IAM0021"),
        Error("Missing quote in variable", "MISSING_QUOTE_IN_VARIABLE", "IAM0021"),
        Error("Unsupported space in variable", "UNSUPPORTED_SPACE_IN_VARIABLE", "IAM0021"),
        Error("Empty variable", "EMPTY_VARIABLE", "IAM0021"),
        Error("Variable unsupported in element", "VARIABLE_UNSUPPORTED_IN_ELEMENT", "IAM0022"),
        Error("Variable unsupported in version", "VARIABLE_UNSUPPORTED_IN_VERSION", "IAM0046"),
        Error("Private IP address", "PRIVATE_IP_ADDRESS", "IAM0041"),
        Error("Private NotIpAddress", "PRIVATE_NOT_IP_ADDRESS", "IAM0041"),
        Error("Policy size exceeds SCP quota", "POLICY_SIZE_EXCEEDS_SCP_QUOTA", "IAM0038"),
        Error("Invalid service principal format", "INVALID_SERVICE_PRINCIPAL_FORMAT", "IAM0019"),
        Error("Missing tag key in condition", "MISSING_TAG_KEY_IN_CONDITION", "IAM0027"),
        Error("Invalid vpc format", "INVALID_VPC_FORMAT"),
        Error("Invalid vpce format", "INVALID_VPCE_FORMAT"),
        Error("Federated principal not supported", "FEDERATED_PRINCIPAL_NOT_SUPPORTED", "IAM0019"),
        Error("Unsupported action for condition key", "UNSUPPORTED_ACTION_FOR_CONDITION_KEY"),
        Error("Unsupported condition key for service principal", "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL")
            .Because("AWS does not list the keys for each service; those about the identity of a principal are known"),
        Error("Role trust policy syntax error notprincipal", "ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL", "IAM0012"),
        Error("Role trust policy unsupported wildcard in principal", "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL", "IAM0035"),
        Error("Role trust policy syntax error resource", "ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE", "IAM0012"),
        Error("Type mismatch IP range", "TYPE_MISMATCH_IP_RANGE", "IAM0024"),
        Error("Missing action for condition key", "MISSING_ACTION_FOR_CONDITION_KEY")
            .Because("AWS does not list the pairs; those of trust policies are known: source identity and session tags"),
        Error("Invalid federated principal syntax in role trust policy", "INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY", "IAM0019"),
        Error("Mismatched action for principal", "MISMATCHED_ACTION_FOR_PRINCIPAL", "IAM0019", "IAM0048"),
        Error("Missing action for roles anywhere trust policy", "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY"),
        Error("Policy size exceeds RCP quota", "POLICY_SIZE_EXCEEDS_RCP_QUOTA", "IAM0038"),
        Error("RCP syntax error principal", "RCP_SYNTAX_ERROR_PRINCIPAL", "IAM0012", "IAM0019"),
        Error("RCP syntax error allow", "RCP_SYNTAX_ERROR_ALLOW", "IAM0012"),
        Error("RCP syntax error NotAction", "RCP_SYNTAX_ERROR_NOTACTION", "IAM0012"),
        Error("RCP syntax error action", "RCP_SYNTAX_ERROR_ACTION", "IAM0017", "IAM0054"),
        Error("Missing ARN account", "MISSING_ARN_ACCOUNT"),
        Error("Invalid kms key value", "INVALID_KMS_KEY_VALUE"),
        Error("Variable usage too permissive", "VARIABLE_USAGE_TOO_PERMISSIVE")
            .Because("For the keys that AWS calls sensitive and variables that people choose; for which other keys six characters must stand in front AWS does not list"),
        Error("Wildcard usage too permissive", "WILDCARD_USAGE_TOO_PERMISSIVE", "IAM0053")
            .Because("For the keys that AWS calls sensitive and aws:userid; for which other keys six characters must stand in front AWS does not list"),
    ];
}
