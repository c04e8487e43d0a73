using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Linting;

/// <summary>Every kind of finding about settings.</summary>
internal static class LintSettingsDescriptors
{
    private const string Rule = "settings";

    public static readonly DiagnosticDescriptor UnknownMember = new("IAM1101", DiagnosticSeverity.Error, "A settings member is not known", Rule);
    public static readonly DiagnosticDescriptor MissingMember = new("IAM1102", DiagnosticSeverity.Error, "A required settings member is missing", Rule);
    public static readonly DiagnosticDescriptor InvalidMember = new("IAM1103", DiagnosticSeverity.Error, "A settings member has a value it cannot have", Rule);
    public static readonly DiagnosticDescriptor UnusedSuppression = new("IAM1104", DiagnosticSeverity.Info, "A suppression suppresses nothing", Rule);

    public static readonly MemberFaults Faults = new(UnknownMember, MissingMember, InvalidMember);

    /// <summary>All descriptors, ordered by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [UnknownMember, MissingMember, InvalidMember, UnusedSuppression];
}
