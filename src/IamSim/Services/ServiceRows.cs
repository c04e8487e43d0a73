using System.Collections.Frozen;
using System.Collections.Immutable;

namespace IamSim.Services;

/// <summary>The services and resource types that break the default, as of the documentation of 2026-09. Semantics section 5.</summary>
internal static class ServiceRows
{
    // In front of the rows, which take it when they are made.
    private static readonly ImmutableArray<string> AssumingRoles = ["assumerole", "assumerolewithsaml", "assumerolewithwebidentity", "tagsession", "setsourceidentity", "setcontext"];

    private static readonly ServiceRow[] All =
    [
        new()
        {
            // KMS-7: what has no key is decided by identity policies; everything else needs the key's policy, by whatever name the key is given.
            Rule = "KMS-1", Service = "kms", Grant = GrantRule.ResourcePolicyMandatory, ActionsAreExcepted = true,
            Actions =
            [
                "createkey", "listkeys", "listaliases", "listretirablegrants", "generaterandom", "createcustomkeystore", "deletecustomkeystore", "describecustomkeystores",
                "updatecustomkeystore", "connectcustomkeystore", "disconnectcustomkeystore",
            ],
        },
        new()
        {
            Rule = "KMS-7", Service = "kms", ResourceService = "kms", ResourcePrefix = "alias/", Grant = GrantRule.Either, IgnoresResourcePolicy = true,
            Actions = ["createalias", "deletealias", "updatealias"],
        },
        new()
        {
            Rule = "STS-1", Service = "sts", Grant = GrantRule.ResourcePolicyMandatory,
            Actions = AssumingRoles,
        },
        // The one kind of policy that IAM hangs on its resources is the trust policy, and that is about becoming the role.
        new()
        {
            Rule = "STS-1", Service = "sts", IgnoresResourcePolicy = true, ActionsAreExcepted = true,
            Actions = AssumingRoles,
        },
        new() { Rule = "STS-1", Service = "iam", IgnoresResourcePolicy = true },
        new() { Rule = "KMS-1", Service = "kms", RefusedAnonymously = NamedRule.KmsNotAnonymous },
        new() { Rule = "STS-1", Service = "sts", RefusedAnonymously = NamedRule.StsNotAnonymous },
        new()
        {
            Rule = "STS-6", Service = "sts", ResourceService = "iam", ResourcePrefix = "role/", Grant = GrantRule.Both, OnlyRoleSessions = true,
            Actions = ["setsourceidentity"],
        },
        new()
        {
            Rule = "STS-11", Service = "sts", ResourceService = "iam", ResourcePrefix = "role/", NamePrefix = "AWSReservedSSO_",
            Actions = ["assumerolewithsaml"], Refused = NamedRule.IdentityCenterRole,
        },
        new() { Rule = "SVC-13", Service = "vpc-lattice-svcs", Grant = GrantRule.Both },
        new() { Rule = "SVC-7", Service = "es", Actions = ["eshttp*"], ActionsAreExcepted = true, IgnoresResourcePolicy = true },
        new() { Rule = "SVC-5", Service = "ecr", Actions = ["getauthorizationtoken"], IgnoresResourcePolicy = true },
        new()
        {
            Rule = "SVC-2", Service = "sqs", RefusedCrossAccount = NamedRule.SqsNotCrossAccount,
            Actions = ["addpermission", "createqueue", "deletequeue", "listqueues", "listqueuetags", "removepermission", "setqueueattributes", "tagqueue", "untagqueue"],
        },
        new()
        {
            Rule = "SVC-8", Service = "backup", ResourceService = "backup", ResourcePrefix = "backup-vault:",
            Actions = ["copyintobackupvault"], ActionsAreExcepted = true, RefusedCrossAccount = NamedRule.BackupNotCrossAccount,
        },
        new()
        {
            Rule = "SVC-10", Service = "dynamodb", RefusedCrossAccount = NamedRule.DynamoDBNotCrossAccount, ActionsAreExcepted = true,
            Actions =
            [
                "getitem", "putitem", "updateitem", "deleteitem", "query", "scan", "batchgetitem", "batchwriteitem", "conditioncheckitem",
                "transactgetitems", "transactwriteitems", "describetable", "updatetable", "deletetable", "tagresource", "untagresource",
                "listtagsofresource", "getresourcepolicy", "putresourcepolicy", "deleteresourcepolicy", "describestream", "getrecords",
                "getsharditerator", "liststreams",
            ],
        },
        new()
        {
            Rule = "IAM-2", Service = "iam", ResourceService = "iam", ResourceAccount = "aws", ResourcePrefix = "policy/", Refused = NamedRule.ImmutableEntity,
            Actions = ["createpolicyversion", "deletepolicy", "deletepolicyversion", "setdefaultpolicyversion", "tagpolicy", "untagpolicy"],
        },
        ImmutableRole("role/aws-reserved/"),
        new() { Rule = "IAM-2", Service = "iam", ResourceService = "iam", ResourcePrefix = "role/aws-reserved/", Actions = ["updateroledescription"], Refused = NamedRule.ImmutableEntity },
        ImmutableRole("role/aws-service-role/"),
        new()
        {
            Rule = "IAM-2", Service = "kms", ResourceService = "kms", ResourcePrefix = "alias/aws/", Refused = NamedRule.ImmutableEntity,
            Actions = ["createalias", "deletealias", "updatealias"],
        },
        new() { Rule = "SVC-5", Service = "ecr", RefusedAnonymously = NamedRule.EcrNotAnonymous },
        new() { Rule = "SVC-6", Service = "events", RefusedAnonymously = NamedRule.EventBridgeNotAnonymous },
        new() { Rule = "SVC-8", Service = "backup", RefusedAnonymously = NamedRule.BackupNotAnonymous },
        new() { Rule = "SVC-9", Service = "glacier", RefusedAnonymously = NamedRule.GlacierNotAnonymous },
        new() { Rule = "SVC-12", Service = "logs", RefusedAnonymously = NamedRule.ServiceNotAnonymous },
        new() { Rule = "SVC-12", Service = "glue", RefusedAnonymously = NamedRule.ServiceNotAnonymous },
        new() { Rule = "SVC-12", Service = "codeartifact", RefusedAnonymously = NamedRule.ServiceNotAnonymous },
        new() { Rule = "SVC-12", Service = "ses", RefusedAnonymously = NamedRule.ServiceNotAnonymous },
        new() { Rule = "SVC-12", Service = "schemas", RefusedAnonymously = NamedRule.ServiceNotAnonymous },
        new() { Rule = "SVC-14", Service = "acm-pca", RefusedAnonymously = NamedRule.PrivateCaNotAnonymous },
        new() { Rule = "SVC-14", Service = "redshift", RefusedAnonymously = NamedRule.PrivateCaNotAnonymous },
        new() { Rule = "SVC-14", Service = "redshift-serverless", RefusedAnonymously = NamedRule.PrivateCaNotAnonymous },
    ];

    private static readonly FrozenDictionary<string, ServiceRow[]> ByService =
        All.GroupBy(static row => row.Service, StringComparer.Ordinal).ToFrozenDictionary(static group => group.Key, static group => group.ToArray(), StringComparer.Ordinal);

    /// <summary>The rows of a service; empty for the many that keep to the default.</summary>
    public static ServiceRow[] For(string service) => ByService.TryGetValue(service, out ServiceRow[]? rows) ? rows : [];

    private static ServiceRow ImmutableRole(string prefix) => new()
    {
        Rule = "IAM-2",
        Service = "iam",
        ResourceService = "iam",
        ResourcePrefix = prefix,
        Refused = NamedRule.ImmutableEntity,
        Actions =
        [
            "attachrolepolicy", "detachrolepolicy", "putrolepolicy", "deleterolepolicy", "deleterole", "updaterole", "updateassumerolepolicy",
            "putrolepermissionsboundary", "deleterolepermissionsboundary", "tagrole", "untagrole",
        ],
    };
}
