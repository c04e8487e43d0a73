using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

// IAM2001 to IAM2099: what Access Analyzer calls an error and the validator does not know. Here an error is what AWS refuses to save, so most are warnings.
internal static partial class LintDescriptors
{
    internal static readonly DiagnosticDescriptor UnknownAction = Warning("IAM2001", "An action does not exist", "INVALID_ACTION");
    internal static readonly DiagnosticDescriptor UnknownServiceInAction = Warning("IAM2002", "The service of an action does not exist", "INVALID_SERVICE_IN_ACTION");
    internal static readonly DiagnosticDescriptor UnknownService = Warning("IAM2003", "The service of an ARN does not exist", "INVALID_SERVICE");
    internal static readonly DiagnosticDescriptor UnknownServiceOfKey = Warning("IAM2004", "The prefix of a condition key is no service", "INVALID_SERVICE");
    internal static readonly DiagnosticDescriptor UnknownServiceKey = Warning("IAM2005", "A service does not have the condition key", "INVALID_SERVICE_CONDITION_KEY");
    internal static readonly DiagnosticDescriptor MissingTagKey = Warning("IAM2006", "A condition key of a service names no tag", "MISSING_TAG_KEY_IN_CONDITION");
    internal static readonly DiagnosticDescriptor MissingQualifier = Warning("IAM2007", "A multivalued key of a service is compared without a set operator", "MISSING_QUALIFIER");
    internal static readonly DiagnosticDescriptor KeyOfOtherActions = Warning("IAM2008", "Actions of a statement never carry its condition key", "UNSUPPORTED_ACTION_FOR_CONDITION_KEY");
    internal static readonly DiagnosticDescriptor ServiceCase = Warning("IAM2009", "The service of an ARN is not in lower case", "INVALID_ARN_SERVICE_CASE");
    internal static readonly DiagnosticDescriptor RegionNotAllowed = Warning("IAM2010", "An ARN has a Region although its resources have none", "ARN_REGION_NOT_ALLOWED");
    internal static readonly DiagnosticDescriptor MissingRegion = Warning("IAM2011", "An ARN lacks the Region that its resources have", "MISSING_ARN_REGION");
    internal static readonly DiagnosticDescriptor InvalidArnRegion = Warning("IAM2012", "The Region of an ARN does not exist", "INVALID_ARN_REGION");
    internal static readonly DiagnosticDescriptor AccountNotAllowed = Warning("IAM2013", "An ARN has an account although its resources have none", "ARN_ACCOUNT_NOT_ALLOWED");
    internal static readonly DiagnosticDescriptor MissingAccount = Warning("IAM2014", "An ARN lacks the account that its resources have", "MISSING_ARN_ACCOUNT");
    internal static readonly DiagnosticDescriptor InvalidArnAccount = Warning("IAM2015", "The account of an ARN is not an account id", "INVALID_ARN_ACCOUNT");
    internal static readonly DiagnosticDescriptor InvalidArnResource = Warning("IAM2016", "No resource type of the service has such ARNs", "INVALID_ARN_RESOURCE");
    internal static readonly DiagnosticDescriptor MixedKinds = Warning("IAM2017", "The values of a condition key are of different JSON types", "INVALID_CONDITION_DATA_TYPE");
    internal static readonly DiagnosticDescriptor InvalidRegion = Warning("IAM2018", "A condition compares with a Region that does not exist", "INVALID_REGION");
    internal static readonly DiagnosticDescriptor InvalidVpc = Warning("IAM2019", "A condition compares with a text that is no VPC id", "INVALID_VPC_FORMAT");
    internal static readonly DiagnosticDescriptor InvalidVpcEndpoint = Warning("IAM2020", "A condition compares with a text that is no VPC endpoint id", "INVALID_VPCE_FORMAT");
    internal static readonly DiagnosticDescriptor InvalidKmsKey = Warning("IAM2021", "A condition compares with a text that is no KMS key ARN", "INVALID_KMS_KEY_VALUE");
    internal static readonly DiagnosticDescriptor InvalidServicePrincipal = Warning("IAM2022", "The name of a service principal has the wrong form", "INVALID_SERVICE_PRINCIPAL_FORMAT");
    internal static readonly DiagnosticDescriptor PermissiveVariable = Warning("IAM2023", "An identifier is compared with a text that people choose", "VARIABLE_USAGE_TOO_PERMISSIVE");
    internal static readonly DiagnosticDescriptor PermissiveUserId = Warning("IAM2024", "A wildcard in aws:userid reaches other users and roles", "WILDCARD_USAGE_TOO_PERMISSIVE");
    internal static readonly DiagnosticDescriptor KeyOfServicePrincipal = Warning("IAM2025", "A service principal never has the condition key", "UNSUPPORTED_CONDITION_KEY_FOR_SERVICE_PRINCIPAL");
    internal static readonly DiagnosticDescriptor MissingActionForKey = Warning("IAM2026", "A trust policy does not allow the action that sets its condition key", "MISSING_ACTION_FOR_CONDITION_KEY");
    internal static readonly DiagnosticDescriptor RolesAnywhereActions = Warning("IAM2027", "A trust policy lacks actions that IAM Roles Anywhere needs", "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY");
    internal static readonly DiagnosticDescriptor ForeignBucketAction = Error("IAM2028", "A bucket policy names an action that does not concern the bucket", "UNSUPPORTED_ACTION_IN_POLICY");
    internal static readonly DiagnosticDescriptor ForeignBucketResource = Error("IAM2029", "A bucket policy names a resource of another service", "UNSUPPORTED_RESOURCE_ARN_IN_POLICY");
    internal static readonly DiagnosticDescriptor ForeignKeyAction = Warning("IAM2030", "A key policy names an action of another service", "UNSUPPORTED_ACTION_IN_POLICY");

    private static ImmutableArray<DiagnosticDescriptor> Errors =>
    [
        UnknownAction, UnknownServiceInAction, UnknownService, UnknownServiceOfKey, UnknownServiceKey, MissingTagKey, MissingQualifier, KeyOfOtherActions, ServiceCase,
        RegionNotAllowed, MissingRegion, InvalidArnRegion, AccountNotAllowed, MissingAccount, InvalidArnAccount, InvalidArnResource, MixedKinds, InvalidRegion, InvalidVpc,
        InvalidVpcEndpoint, InvalidKmsKey, InvalidServicePrincipal, PermissiveVariable, PermissiveUserId, KeyOfServicePrincipal, MissingActionForKey,
        RolesAnywhereActions, ForeignBucketAction, ForeignBucketResource, ForeignKeyAction,
    ];
}
