using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Environments;

/// <summary>Every kind of finding about the files of an environment, ordered by id. Immutable.</summary>
public static class EnvironmentDiagnostics
{
    internal static readonly DiagnosticDescriptor UnknownFile = Info("IAM3001", "A file has none of the known forms");
    internal static readonly DiagnosticDescriptor UnreadableFile = Error("IAM3002", "A file cannot be read");
    internal static readonly DiagnosticDescriptor MalformedItem = Error("IAM3003", "An item lacks what it needs or has something else in its place");
    internal static readonly DiagnosticDescriptor UnreadablePolicy = Error("IAM3004", "A policy cannot be read");
    internal static readonly DiagnosticDescriptor MissingPolicy = Warning("IAM3005", "A policy is attached of which no text was found");
    internal static readonly DiagnosticDescriptor UnknownAccount = Warning("IAM3006", "Nothing says to which account an item belongs");
    internal static readonly DiagnosticDescriptor Contradiction = Warning("IAM3007", "Two files say different things of the same");
    internal static readonly DiagnosticDescriptor MissingPage = Warning("IAM3008", "The last page of an output is missing");
    internal static readonly DiagnosticDescriptor UnresolvedValue = Info("IAM3009", "A value is only known when it is deployed");
    internal static readonly DiagnosticDescriptor MissingGroup = Warning("IAM3010", "A user is in a group that was not found");
    internal static readonly DiagnosticDescriptor IncompleteOrganization = Warning("IAM3011", "Part of the organization is not known");
    internal static readonly DiagnosticDescriptor SkippedLink = Info("IAM3012", "A link is not followed");
    internal static readonly DiagnosticDescriptor RepeatedIdentity = Warning("IAM3013", "A user, group, role or policy stands in two places");

    internal static readonly DiagnosticDescriptor NotYaml = Error("IAM3020", "A file is not YAML");
    internal static readonly DiagnosticDescriptor UnknownNotationMember = Error("IAM3021", "A member of an environment file is not known");
    internal static readonly DiagnosticDescriptor MissingNotationMember = Error("IAM3022", "A required member of an environment file is missing");
    internal static readonly DiagnosticDescriptor InvalidNotationValue = Error("IAM3023", "A member of an environment file has a value it cannot have");
    internal static readonly DiagnosticDescriptor UnusablePolicyFile = Error("IAM3024", "A policy file that an environment file names cannot be used");
    internal static readonly DiagnosticDescriptor NotationTooLarge = Error("IAM3025", "An environment file nests deeper or repeats more than is read");
    internal static readonly DiagnosticDescriptor MadeUpName = Info("IAM3030", "A name is given when it is deployed");
    internal static readonly DiagnosticDescriptor MadeUpAccount = Info("IAM3031", "The account of a template or plan is made up");
    internal static readonly DiagnosticDescriptor UnknownCondition = Info("IAM3032", "Whether a resource is deployed is not known");
    internal static readonly DiagnosticDescriptor WrongExpression = Warning("IAM3033", "An expression of a template leads nowhere");
    internal static readonly DiagnosticDescriptor HiddenResources = Warning("IAM3034", "A template makes resources that do not stand in it");
    internal static readonly DiagnosticDescriptor UnknownPolicy = Warning("IAM3035", "A policy is only known when it is deployed");
    internal static readonly DiagnosticDescriptor MissingTarget = Warning("IAM3036", "Something is attached to what was not found");

    /// <summary>All kinds.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        UnknownFile, UnreadableFile, MalformedItem, UnreadablePolicy, MissingPolicy, UnknownAccount, Contradiction, MissingPage, UnresolvedValue, MissingGroup,
        IncompleteOrganization, SkippedLink, RepeatedIdentity, NotYaml, UnknownNotationMember, MissingNotationMember, InvalidNotationValue, UnusablePolicyFile, NotationTooLarge,
        MadeUpName, MadeUpAccount, UnknownCondition, WrongExpression, HiddenResources, UnknownPolicy, MissingTarget,
    ];

    private static DiagnosticDescriptor Error(string id, string title) => new(id, DiagnosticSeverity.Error, title, "environment");

    private static DiagnosticDescriptor Warning(string id, string title) => new(id, DiagnosticSeverity.Warning, title, "environment");

    private static DiagnosticDescriptor Info(string id, string title) => new(id, DiagnosticSeverity.Info, title, "environment");
}
