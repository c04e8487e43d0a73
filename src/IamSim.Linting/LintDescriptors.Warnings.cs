using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

// IAM2101 to IAM2199: what Access Analyzer calls a security warning, a warning or a suggestion.
internal static partial class LintDescriptors
{
    private static ImmutableArray<DiagnosticDescriptor> Warnings => [];
}
