using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

// IAM2201 to IAM2299: what Access Analyzer does not look for.
internal static partial class LintDescriptors
{
    private static ImmutableArray<DiagnosticDescriptor> Analyses => [];
}
