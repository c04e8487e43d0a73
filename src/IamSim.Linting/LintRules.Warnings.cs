using System.Collections.Immutable;
using IamSim.Linting.Rules;

namespace IamSim.Linting;

internal static partial class LintRules
{
    // What can do harm first: the cap on findings never hides it behind redundancies.
    private static ImmutableArray<ILintRule> WarningRules =>
    [
        new PassRoleRule(), new ServiceLinkedRoleRule(), new ServicePrincipalRule(), new WebIdentityRule(), new ResourceControlKeysRule(), new SetOperatorRule(),
        new UntrustworthyKeyRule(), new VpcSourceIpRule(), new S3PrefixRule(), new DynamoDBAttributesRule(), new EndpointOwnerRule(), new KeyTypeRule(),
        new ArnAsTextRule(), new EpochDateRule(), new UniqueIdPrincipalRule(), new ResourceTagRule(), new IrrelevantKeyRule(), new WildcardConditionRule(),
        new RedundantSessionRule(), new RedundantStatementRule(), new RedundantNumberRule(), new RedundantEntryRule(), new EmptySidRule(),
    ];
}
