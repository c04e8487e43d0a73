using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>Every kind of finding of the linter, in three tables. Ids are never reused.</summary>
internal static partial class LintDescriptors
{
    /// <summary>All descriptors, ordered by id.</summary>
    // Not made with the fields: in which order those of several files are made is the file system's choice.
    public static ImmutableArray<DiagnosticDescriptor> All => Table.Descriptors;

    private static DiagnosticDescriptor Error(string id, string title, string rule) => new(id, DiagnosticSeverity.Error, title, rule);

    private static DiagnosticDescriptor Warning(string id, string title, string rule) => new(id, DiagnosticSeverity.Warning, title, rule);

    private static DiagnosticDescriptor Info(string id, string title, string rule) => new(id, DiagnosticSeverity.Info, title, rule);

    private static class Table
    {
        public static readonly ImmutableArray<DiagnosticDescriptor> Descriptors = [.. Errors, .. Warnings, .. Analyses];
    }
}
