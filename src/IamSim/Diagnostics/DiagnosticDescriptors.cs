using System.Collections.Immutable;

namespace IamSim.Diagnostics;

/// <summary>Every kind of finding, in one table. Ids are never reused.</summary>
public static class DiagnosticDescriptors
{
    internal static readonly DiagnosticDescriptor InvalidJson = Error("IAM0001", "The text is not strict JSON", "GRAM-8");
    internal static readonly DiagnosticDescriptor InvalidUnicode = Error("IAM0002", "The text is not valid Unicode", "GRAM-7");
    internal static readonly DiagnosticDescriptor TooDeep = Error("IAM0003", "The document is nested too deeply", "GRAM-1");
    internal static readonly DiagnosticDescriptor DuplicateName = Error("IAM0004", "A name stands twice in one JSON object", "GRAM-6");
    internal static readonly DiagnosticDescriptor UnexpectedKind = Error("IAM0005", "A value has the wrong JSON kind", "GRAM-27");
    internal static readonly DiagnosticDescriptor UnknownElement = Error("IAM0006", "An element is not part of the policy grammar", "GRAM-12");
    internal static readonly DiagnosticDescriptor UnknownOperator = Error("IAM0007", "A condition operator does not exist", "GRAM-30");
    internal static readonly DiagnosticDescriptor InvalidVersion = Error("IAM0008", "The Version is not one that exists", "GRAM-2");
    internal static readonly DiagnosticDescriptor MissingElement = Error("IAM0009", "A required element is missing", "GRAM-24");
    internal static readonly DiagnosticDescriptor InvalidEffect = Error("IAM0010", "The Effect is neither Allow nor Deny", "GRAM-20");
    internal static readonly DiagnosticDescriptor ConflictingElements = Error("IAM0011", "Two elements exclude each other", "GRAM-21");
    internal static readonly DiagnosticDescriptor ForbiddenElement = Error("IAM0012", "An element is not allowed in this kind of policy", "GRAM-22");
    internal static readonly DiagnosticDescriptor EmptyStatementList = Error("IAM0013", "The policy has no statement", "GRAM-10");
    internal static readonly DiagnosticDescriptor InvalidSid = Error("IAM0014", "The Sid has characters that are not allowed", "GRAM-11");
    internal static readonly DiagnosticDescriptor DuplicateSid = Error("IAM0015", "Two statements share a Sid", "GRAM-13");
    internal static readonly DiagnosticDescriptor InvalidCharacter = Error("IAM0016", "A character is not allowed in policy documents", "GRAM-7");
    internal static readonly DiagnosticDescriptor InvalidAction = Error("IAM0017", "An action is not of the form service:name", "GRAM-43");
    internal static readonly DiagnosticDescriptor InvalidResource = Error("IAM0018", "A resource is neither * nor a valid ARN", "GRAM-51");
    internal static readonly DiagnosticDescriptor InvalidPrincipal = Error("IAM0019", "A principal is not of a form that can match", "PRIN-7");
    internal static readonly DiagnosticDescriptor EmptyList = Error("IAM0020", "A list that must name something is empty", "GRAM-28");
    internal static readonly DiagnosticDescriptor InvalidVariable = Error("IAM0021", "A policy variable is malformed", "VAR-10");
    internal static readonly DiagnosticDescriptor MisplacedVariable = Error("IAM0022", "A policy variable stands where none is replaced", "VAR-9");
    internal static readonly DiagnosticDescriptor InvalidOperatorForm = Error("IAM0023", "A condition operator has a prefix or suffix it cannot have", "GRAM-31");
    internal static readonly DiagnosticDescriptor InvalidConditionValue = Error("IAM0024", "A condition value does not have the type of its operator", "COND-31");
    internal static readonly DiagnosticDescriptor DuplicateConditionKey = Error("IAM0025", "A condition key stands twice under one operator", "GRAM-35");
    internal static readonly DiagnosticDescriptor MultipleBooleans = Error("IAM0026", "Bool has more than one value", "GRAM-36");
    internal static readonly DiagnosticDescriptor InvalidConditionKey = Error("IAM0027", "A condition key is incomplete", "GRAM-37");
    internal static readonly DiagnosticDescriptor MissingSetOperator = Warning("IAM0028", "A multivalued key is compared without a set operator", "COND-10");
    internal static readonly DiagnosticDescriptor WildcardWithoutLike = Warning("IAM0029", "A wildcard stands under an operator that takes it literally", "COND-20");
    internal static readonly DiagnosticDescriptor VariableNotReplaced = Warning("IAM0030", "A policy variable stands under an operator that does not replace it", "VAR-1");
    internal static readonly DiagnosticDescriptor UnknownGlobalKey = Warning("IAM0031", "A global condition key is not known", "GRAM-37");
    internal static readonly DiagnosticDescriptor MissingVersion = Warning("IAM0032", "The policy has no Version", "GRAM-3");
    internal static readonly DiagnosticDescriptor IdInIdentityPolicy = Warning("IAM0033", "Id is not meant for this kind of policy", "GRAM-5");
    internal static readonly DiagnosticDescriptor NullMember = Info("IAM0034", "A null in a list is ignored", "GRAM-27");
    internal static readonly DiagnosticDescriptor TrustsEveryone = Warning("IAM0035", "A trust policy names everyone", "GRAM-26");
    internal static readonly DiagnosticDescriptor OperatorCase = Warning("IAM0036", "A condition operator is written in unusual case", "GRAM-30");
    internal static readonly DiagnosticDescriptor ShortArnPattern = Warning("IAM0037", "An ARN pattern with fewer than six parts matches nothing", "COND-73");
    internal static readonly DiagnosticDescriptor PolicyTooLarge = Error("IAM0038", "The policy is larger than its kind may be", "quotas");
    internal static readonly DiagnosticDescriptor OldManagedPolicy = Error("IAM0039", "A managed policy is not of Version 2012-10-17", "GRAM-4");
    internal static readonly DiagnosticDescriptor OperatorTypeMismatch = Warning("IAM0040", "A condition operator does not fit the type of its key", "COND-22");
    internal static readonly DiagnosticDescriptor PrivateSourceIp = Warning("IAM0041", "A private address range stands under aws:SourceIp", "COND-64");
    internal static readonly DiagnosticDescriptor NullWithSetOperator = Warning("IAM0042", "Null with a set operator does not look at its key", "COND-7");
    internal static readonly DiagnosticDescriptor ForAllValuesOfOne = Warning("IAM0043", "ForAllValues holds when its single-valued key is missing", "COND-15");
    internal static readonly DiagnosticDescriptor NoConditionValue = Warning("IAM0044", "A condition key is compared with no value", "COND-16");
    internal static readonly DiagnosticDescriptor EmptyCondition = Info("IAM0045", "An empty condition imposes nothing", "GRAM-34");
    internal static readonly DiagnosticDescriptor VariableInOldVersion = Warning("IAM0046", "A policy variable stands in a policy that replaces none", "VAR-2");
    internal static readonly DiagnosticDescriptor MultivaluedVariable = Warning("IAM0047", "A policy variable names a multivalued key", "VAR-4");
    internal static readonly DiagnosticDescriptor MismatchedTrust = Warning("IAM0048", "A principal of a trust policy cannot call its actions", "STS-5");
    internal static readonly DiagnosticDescriptor ImpossibleActionName = Warning("IAM0049", "An action has a name that no action has", "GRAM-44");
    internal static readonly DiagnosticDescriptor WildcardServicePrefix = Info("IAM0050", "The service prefix of an action has a wildcard", "GRAM-41");
    internal static readonly DiagnosticDescriptor HostBits = Info("IAM0051", "An address range has bits behind its mask", "COND-61");
    internal static readonly DiagnosticDescriptor ConditionKeyWithoutPrefix = Warning("IAM0052", "A condition key has no prefix", "GRAM-37");
    internal static readonly DiagnosticDescriptor WildcardInIdentifier = Warning("IAM0053", "A wildcard stands in an identifier that belongs to one owner", "COND-20");
    internal static readonly DiagnosticDescriptor UnreachedService = Warning("IAM0054", "Resource control policies do not reach the service", "RCP-5");
    internal static readonly DiagnosticDescriptor GatewayAccount = Warning("IAM0055", "An account in a gateway endpoint policy means its root user only", "VPCE-3");
    internal static readonly DiagnosticDescriptor DeprecatedKey = Warning("IAM0056", "A condition key is deprecated", "CTX-1");
    internal static readonly DiagnosticDescriptor ForeignKeyResource = Warning("IAM0057", "A resource of a key policy is not a key", "KMS-9");
    internal static readonly DiagnosticDescriptor TooManyParts = Error("IAM0058", "The document has too many small parts", "GRAM-1");
    internal static readonly DiagnosticDescriptor UnknownMember = Error("IAM1001", "A scenario member is not known", "scenario");
    internal static readonly DiagnosticDescriptor MissingMember = Error("IAM1002", "A required scenario member is missing", "scenario");
    internal static readonly DiagnosticDescriptor InvalidMember = Error("IAM1003", "A scenario member has a value it cannot have", "scenario");
    internal static readonly DiagnosticDescriptor UnreadableFile = Error("IAM1004", "A file a scenario names cannot be read", "scenario");

    /// <summary>All descriptors, ordered by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        InvalidJson, InvalidUnicode, TooDeep, DuplicateName, UnexpectedKind, UnknownElement, UnknownOperator, InvalidVersion, MissingElement,
        InvalidEffect, ConflictingElements, ForbiddenElement, EmptyStatementList, InvalidSid, DuplicateSid, InvalidCharacter, InvalidAction,
        InvalidResource, InvalidPrincipal, EmptyList, InvalidVariable, MisplacedVariable, InvalidOperatorForm, InvalidConditionValue,
        DuplicateConditionKey, MultipleBooleans, InvalidConditionKey, MissingSetOperator, WildcardWithoutLike, VariableNotReplaced,
        UnknownGlobalKey, MissingVersion, IdInIdentityPolicy, NullMember, TrustsEveryone, OperatorCase, ShortArnPattern,
        PolicyTooLarge, OldManagedPolicy, OperatorTypeMismatch, PrivateSourceIp, NullWithSetOperator, ForAllValuesOfOne, NoConditionValue,
        EmptyCondition, VariableInOldVersion, MultivaluedVariable, MismatchedTrust, ImpossibleActionName, WildcardServicePrefix, HostBits,
        ConditionKeyWithoutPrefix, WildcardInIdentifier, UnreachedService, GatewayAccount, DeprecatedKey, ForeignKeyResource, TooManyParts,
        UnknownMember, MissingMember, InvalidMember, UnreadableFile,
    ];

    private static DiagnosticDescriptor Error(string id, string title, string rule) => new(id, DiagnosticSeverity.Error, title, rule);

    private static DiagnosticDescriptor Warning(string id, string title, string rule) => new(id, DiagnosticSeverity.Warning, title, rule);

    private static DiagnosticDescriptor Info(string id, string title, string rule) => new(id, DiagnosticSeverity.Info, title, rule);
}
