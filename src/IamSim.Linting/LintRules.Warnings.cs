using System.Collections.Immutable;

namespace IamSim.Linting;

internal static partial class LintRules
{
    private static ImmutableArray<ILintRule> WarningRules => [];
}
