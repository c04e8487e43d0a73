using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>Every kind of finding of the linter, in three tables. Ids are never reused.</summary>
internal static partial class LintDescriptors
{
    /// <summary>All descriptors, ordered by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => Tables.All;

    private static DiagnosticDescriptor Error(string id, string title, string rule) => new(id, DiagnosticSeverity.Error, title, rule);

    private static DiagnosticDescriptor Warning(string id, string title, string rule) => new(id, DiagnosticSeverity.Warning, title, rule);

    private static DiagnosticDescriptor Info(string id, string title, string rule) => new(id, DiagnosticSeverity.Info, title, rule);

    // On its own, since the fields of the parts of a class are made in the order of its files, which nobody has promised.
    private static class Tables
    {
        public static readonly ImmutableArray<DiagnosticDescriptor> All = [.. Errors, .. Warnings, .. Analyses];
    }
}
