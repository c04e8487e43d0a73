using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>Every kind of finding about suites of tests, ordered by id. Immutable.</summary>
public static class PolicyTestDiagnostics
{
    internal static readonly DiagnosticDescriptor UnreadableSuite = Error("IAM4001", "A suite cannot be read");
    internal static readonly DiagnosticDescriptor UnknownMember = Error("IAM4002", "A member of a suite is not known");
    internal static readonly DiagnosticDescriptor MissingMember = Error("IAM4003", "A required member of a suite is missing");
    internal static readonly DiagnosticDescriptor InvalidMember = Error("IAM4004", "A member of a suite has a value it cannot have");
    internal static readonly DiagnosticDescriptor MissingEnvironment = Error("IAM4005", "The environment of a suite cannot be loaded");
    internal static readonly DiagnosticDescriptor FaultyEnvironment = Warning("IAM4006", "The environment of a suite has errors");
    internal static readonly DiagnosticDescriptor UnusablePolicyFile = Error("IAM4007", "A policy file that a suite names cannot be used");
    internal static readonly DiagnosticDescriptor UnknownPrincipal = Error("IAM4008", "The principal of a test was not found");
    internal static readonly DiagnosticDescriptor UnknownResource = Error("IAM4009", "The resource of a test was not found");
    internal static readonly DiagnosticDescriptor NoSuchActions = Error("IAM4010", "An entry of actions covers none");
    internal static readonly DiagnosticDescriptor UnknownAction = Warning("IAM4011", "An action of a test is not known");
    internal static readonly DiagnosticDescriptor UnknownContext = Error("IAM4012", "A context of a test is not known, or contradicts another");
    internal static readonly DiagnosticDescriptor UnknownParameter = Error("IAM4013", "A parameter of a test is not known");
    internal static readonly DiagnosticDescriptor TooLarge = Error("IAM4014", "A suite stands for more cases than are tested");
    internal static readonly DiagnosticDescriptor UnfitResource = Warning("IAM4015", "An action has no resources of that form");

    internal static readonly DiagnosticDescriptor UnusableSimulation = Error("IAM4020", "A file of AWS's policy simulator cannot be converted");
    internal static readonly DiagnosticDescriptor LostInConversion = Warning("IAM4021", "A suite cannot say what a simulation says");

    /// <summary>All kinds.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        UnreadableSuite, UnknownMember, MissingMember, InvalidMember, MissingEnvironment, FaultyEnvironment, UnusablePolicyFile, UnknownPrincipal, UnknownResource, NoSuchActions,
        UnknownAction, UnknownContext, UnknownParameter, TooLarge, UnfitResource, UnusableSimulation, LostInConversion,
    ];

    private static DiagnosticDescriptor Error(string id, string title) => new(id, DiagnosticSeverity.Error, title, "suite");

    private static DiagnosticDescriptor Warning(string id, string title) => new(id, DiagnosticSeverity.Warning, title, "suite");
}
