using IamSim.Evaluation;

namespace IamSim.Explanations;

/// <summary>Tells what grants beside the resource policy, as the evaluator weighed it.</summary>
internal static class OtherGrantAnalysis
{
    public static IEnumerable<OtherGrantExplanation> Of(AuthorizationCheck check, EvaluationContext context)
    {
        if (check.Request.Service == "kms")
        {
            foreach (KmsGrant grant in check.Resource.KmsGrants)
            {
                GrantClass reached = KmsGrants.Reach(grant, check.Request, context);
                yield return new OtherGrantExplanation(OtherGrantKind.KmsGrant, reached, grant, reached == GrantClass.None ? Differ(grant, check.Request) : KmsGrantMismatch.None);
            }
        }

        if (check.IsS3 && check.Resource.ObjectAclAllows && !check.IsAccessPoint)
        {
            yield return new OtherGrantExplanation(OtherGrantKind.ObjectAccessControlList, GrantClass.Direct, null, KmsGrantMismatch.None);
        }

        if (check.Set.Options.LegacyImplicitRoleSelfTrust && GrantFacts.AssumesItself(check))
        {
            yield return new OtherGrantExplanation(OtherGrantKind.ImplicitSelfTrust, GrantClass.Account, null, KmsGrantMismatch.None);
        }
    }

    private static KmsGrantMismatch Differ(KmsGrant grant, AccessRequest request) =>
        KmsGrants.ReachAsGrantee(grant, request) == GrantClass.None ? KmsGrantMismatch.GranteeDiffers
        : KmsGrants.Holds(grant, request.Action.Name) ? KmsGrantMismatch.ConstraintFails
        : KmsGrantMismatch.OperationDiffers;
}
