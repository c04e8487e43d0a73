using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

// IAM2201 to IAM2299: what Access Analyzer does not look for.
internal static partial class LintDescriptors
{
    internal static readonly DiagnosticDescriptor UnfitAction = Warning("IAM2201", "An action is about none of the resources beside it", "GRAM-57");
    internal static readonly DiagnosticDescriptor UnfitResource = Warning("IAM2202", "A resource is one that no action beside it is about", "GRAM-57");
    internal static readonly DiagnosticDescriptor ContradictoryConditions = Warning("IAM2203", "Two conditions never hold together", "COND-1");
    internal static readonly DiagnosticDescriptor NullifiedAllow = Warning("IAM2204", "What is allowed is always denied by another statement", "EVAL-1");
    internal static readonly DiagnosticDescriptor WideServicePrefix = Warning("IAM2205", "A wildcard in the service prefix reaches several services", "GRAM-41");
    internal static readonly DiagnosticDescriptor ShadowedStatement = Info("IAM2206", "A statement is covered by another one", "EVAL-1");
    internal static readonly DiagnosticDescriptor PrivilegeEscalation = Warning("IAM2207", "A grant lets a principal give itself more", "EVAL-1");
    internal static readonly DiagnosticDescriptor ForAllValuesWithoutGuard = Info("IAM2208", "ForAllValues in an Allow also holds when its key is missing", "COND-11");
    internal static readonly DiagnosticDescriptor AllowWithNotResource = Warning("IAM2209", "NotResource in an Allow reaches everything else", "GRAM-56");
    internal static readonly DiagnosticDescriptor DenyWithNotPrincipal = Warning("IAM2210", "NotPrincipal in a Deny hits more callers than it seems", "PRIN-20");
    internal static readonly DiagnosticDescriptor QuotaNearlyUsed = Info("IAM2211", "The policy nearly fills its quota", "quotas");
    internal static readonly DiagnosticDescriptor AllowsEverything = Warning("IAM2212", "Every action on every resource is allowed", "EVAL-1");
    internal static readonly DiagnosticDescriptor AllowsEveryone = Warning("IAM2213", "A resource is open to everyone", "PRIN-1");
    internal static readonly DiagnosticDescriptor MisleadingCharacter = Warning("IAM2214", "A name has a character that is taken for another or not seen", "GRAM-7");

    private static ImmutableArray<DiagnosticDescriptor> Analyses =>
    [
        UnfitAction, UnfitResource, ContradictoryConditions, NullifiedAllow, WideServicePrefix, ShadowedStatement, PrivilegeEscalation,
        ForAllValuesWithoutGuard, AllowWithNotResource, DenyWithNotPrincipal, QuotaNearlyUsed, AllowsEverything, AllowsEveryone, MisleadingCharacter,
    ];
}
