using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

// IAM2001 to IAM2099: what Access Analyzer calls an error and the validator does not know.
internal static partial class LintDescriptors
{
    private static ImmutableArray<DiagnosticDescriptor> Errors => [];
}
