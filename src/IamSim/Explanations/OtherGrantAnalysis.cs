using System.Collections.Immutable;
using IamSim.Evaluation;

namespace IamSim.Explanations;

/// <summary>Tells what grants beside the resource policy, as the evaluator weighed it.</summary>
internal static class OtherGrantAnalysis
{
    public static ImmutableArray<OtherGrantExplanation> Of(AuthorizationCheck check, EvaluationContext context)
    {
        var grants = ImmutableArray.CreateBuilder<OtherGrantExplanation>();
        if (check.Action.Traits.IsKms)
        {
            foreach (KmsGrant grant in check.Resource.KmsGrants)
            {
                GrantClass reached = KmsGrants.Reach(grant, check.Request, context);
                grants.Add(new OtherGrantExplanation(OtherGrantKind.KmsGrant, reached, grant, reached == GrantClass.None ? Differ(grant, check.Request) : KmsGrantMismatch.None));
            }
        }

        if (check.IsS3 && check.Resource.ObjectAclAllows && !check.IsAccessPoint)
        {
            grants.Add(new OtherGrantExplanation(OtherGrantKind.ObjectAccessControlList, GrantClass.Direct, null, KmsGrantMismatch.None));
        }

        if (check.Set.Options.LegacyImplicitRoleSelfTrust && GrantFacts.AssumesItself(check))
        {
            grants.Add(new OtherGrantExplanation(OtherGrantKind.ImplicitSelfTrust, GrantClass.Account, null, KmsGrantMismatch.None));
        }

        return grants.ToImmutable();
    }

    private static KmsGrantMismatch Differ(KmsGrant grant, AccessRequest request) =>
        KmsGrants.ReachAsGrantee(grant, request) == GrantClass.None ? KmsGrantMismatch.GranteeDiffers
        : KmsGrants.Holds(grant, request.Action.Name) ? KmsGrantMismatch.ConstraintFails
        : KmsGrantMismatch.OperationDiffers;
}
