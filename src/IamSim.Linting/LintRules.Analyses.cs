using System.Collections.Immutable;
using IamSim.Linting.Rules;

namespace IamSim.Linting;

internal static partial class LintRules
{
    private static ImmutableArray<ILintRule> AnalysisRules =>
    [
        new UnfitResourceRule(),
        new ContradictoryConditionsRule(),
        new NullifiedAllowRule(),
        new ShadowedStatementRule(),
        new ServicePrefixReachRule(),
        new PrivilegeEscalationRule(),
        new ForAllValuesRule(),
        new InvertedElementRule(),
        new QuotaUseRule(),
        new EverythingRule(),
        new MisleadingCharacterRule(),
    ];
}
