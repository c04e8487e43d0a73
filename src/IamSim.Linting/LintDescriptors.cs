using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>Every kind of finding of the linter, in three tables. Ids are never reused.</summary>
internal static partial class LintDescriptors
{
    /// <summary>All descriptors, ordered by id.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All => Table.All;

    private static DiagnosticDescriptor Error(string id, string title, string rule) => new(id, DiagnosticSeverity.Error, title, rule);

    private static DiagnosticDescriptor Warning(string id, string title, string rule) => new(id, DiagnosticSeverity.Warning, title, rule);

    private static DiagnosticDescriptor Info(string id, string title, string rule) => new(id, DiagnosticSeverity.Info, title, rule);

    // The fields of a class in several files are set in no particular order; this one is set when all of them are.
    private static class Table
    {
        public static readonly ImmutableArray<DiagnosticDescriptor> All = [.. Errors, .. Warnings, .. Analyses];
    }
}
