using System.Collections.Frozen;
using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;

namespace IamSim.Environments.Questions;

/// <summary>
/// What nobody knows of a resource besides its policy, as far as it matters to an answer: the engine is asked again as if it were otherwise, and
/// only where it then says something else it is a gap.
/// </summary>
internal static class ResourceDoubts
{
    // S3 User Guide, "Access control list (ACL) overview": the actions that permissions of lists stand for.
    private static readonly FrozenSet<string> GrantedByLists = new[]
    {
        "s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTorrent", "s3:GetObjectAcl", "s3:GetObjectVersionAcl", "s3:PutObjectAcl", "s3:PutObjectVersionAcl",
        "s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads", "s3:PutObject", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:GetBucketAcl", "s3:PutBucketAcl",
    }.ToFrozenSet(AsciiFold.Comparer.Instance);

    /// <summary>The gaps of an answer.</summary>
    /// <param name="simulator">Decided it.</param>
    /// <param name="request">The question.</param>
    /// <param name="answer">The answer.</param>
    /// <param name="caller">The caller.</param>
    /// <param name="resource">The resource.</param>
    public static ImmutableArray<EnvironmentGap> Of(Simulator simulator, AccessRequest request, PartialDecision answer, CallerProfile caller, ResourceProfile resource)
    {
        var gaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        if (BucketTags.GapOf(answer, resource.Known) is { } tags)
        {
            gaps.Add(tags);
        }

        foreach ((RequestResource otherwise, EnvironmentGap gap) in Alternatives(request, caller, resource))
        {
            PartialDecision other = simulator.EvaluatePartial(request with { Resources = [otherwise] }, caller.UnknownKeys);
            if (other.Kind != answer.Kind || (other.Kind == PartialDecisionKind.Depends && other.Residual.ToString() != answer.Residual.ToString()))
            {
                gaps.Add(gap);
            }
        }

        return gaps.DrainToImmutable();
    }

    private static IEnumerable<(RequestResource Otherwise, EnvironmentGap Gap)> Alternatives(AccessRequest request, CallerProfile caller, ResourceProfile resource)
    {
        RequestResource asked = request.Resources[0];
        if (resource.PublicAccessGap is { } block)
        {
            yield return (asked with { BlockPublicAccess = true }, block);
        }

        // SVC-3: who passes the policy of the API unsigned still has to be let in by the method.
        if (asked.ApiGatewayAuthorization == ApiGatewayAuthorization.LambdaAuthorizer && request.Action.Service is RestApi.InvokedService && caller.Principal.Kind == PrincipalKind.Anonymous)
        {
            string api = resource.Known?.Arn ?? asked.Arn;
            yield return (asked with { ApiGatewayAuthorization = ApiGatewayAuthorization.Iam }, new EnvironmentGap(EnvironmentGapKind.MethodAuthorization, api, $"nothing tells how the methods of {api} authorize: with IAM they refuse unsigned requests"));
        }

        if (resource.Known is not { HasAccessControlLists: true } bucket || request.Action.Service is not "s3")
        {
            yield break;
        }

        if (asked.IsObject)
        {
            yield return (asked with { ObjectOwner = EnvironmentProfiles.AnyAccountId }, new EnvironmentGap(EnvironmentGapKind.AccessControlLists, bucket.Arn, $"access control lists are on for {bucket.Arn}: its policy lets nobody in to an object that another account owns"));
        }

        // Within the owner's account a list gives nothing that the policies of the caller do not.
        bool isOfOwner = caller.Principal.HasAccount && caller.Principal.AccountId == (asked.OwnerAccount ?? asked.ArnAccount);
        if (!isOfOwner && GrantedByLists.Contains(request.Action.Text))
        {
            yield return (asked with { ObjectAclAllows = true }, new EnvironmentGap(EnvironmentGapKind.AccessControlLists, bucket.Arn, $"access control lists are on for {bucket.Arn}: a list could let the caller in"));
        }
    }
}
