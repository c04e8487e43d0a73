using System.Collections.Immutable;
using IamSim.Linting.Rules;

namespace IamSim.Linting;

internal static partial class LintRules
{
    private static ImmutableArray<ILintRule> ErrorRules =>
    [
        new UnknownActionRule(),
        new ResourceArnRule(),
        new UnknownConditionKeyRule(),
        new KeyOfActionRule(),
        new ConditionValueRule(),
        new ServicePrincipalNameRule(),
        new PermissiveValueRule(),
        new ServicePrincipalConditionRule(),
        new TrustedSessionRule(),
        new ResourcePolicyScopeRule(),
    ];
}
