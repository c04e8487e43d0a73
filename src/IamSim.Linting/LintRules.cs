using System.Collections.Immutable;

namespace IamSim.Linting;

/// <summary>Every rule, in one list.</summary>
internal static partial class LintRules
{
    public static ImmutableArray<ILintRule> All { get; } = [.. ErrorRules, .. WarningRules, .. AnalysisRules];
}
