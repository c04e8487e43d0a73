using System.Collections.Immutable;
using IamSim.Environments.Questions;

namespace IamSim.Environments;

/// <content>What is reached from outside.</content>
public sealed partial class EnvironmentAnalyzer
{
    /// <summary>Finds what anyone can reach: unsigned callers, anyone of any account, and anyone of an identity provider that everybody can join.</summary>
    /// <remarks>
    /// As S3 and IAM Access Analyzer see it, a condition on a fixed organization, account, network or source keeps strangers out; any other is theirs to
    /// meet. Each action that a resource policy or trust policy covers is decided by the engine, block public access and resource control policies included.
    /// </remarks>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Resource by resource in the order of the environment, roles last.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ImmutableArray<ResourceAccess> GetPublicAccess(CancellationToken cancellationToken = default) =>
    [
        .. new ExposureSearch(this).Search(resource => Subjects.Outside(resource).Where(ExposureSearch.IsAnyone), isOfAnyAccount: true, cancellationToken)
            .Where(static access => access.Exposure != PublicExposure.NotPublic),
    ];

    /// <summary>Finds who reaches resources and roles from outside a zone of trust, services included.</summary>
    /// <param name="scope">The zone of trust.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Resource by resource in the order of the environment, roles last.</returns>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public ImmutableArray<ResourceAccess> GetExternalAccess(AccessScope scope = AccessScope.Organization, CancellationToken cancellationToken = default) =>
    [
        .. new ExposureSearch(this).Search(
            resource => Subjects.NamedInside(resource).Concat(Subjects.Outside(resource, withKnownAccounts: true)).Where(subject => IsOutside(subject, resource, scope)),
            isOfAnyAccount: scope == AccessScope.Organization,
            cancellationToken),
    ];

    /// <summary>Finds the policies of resources and roles that nobody can read: whom they let in is not known, and no answer about access from outside is certain where there are any.</summary>
    /// <returns>In the order of the environment, roles last.</returns>
    public ImmutableArray<EnvironmentGap> GetExposureGaps() =>
    [
        .. Environment.Resources.Where(static resource => resource.Policy is { Content.Document: null })
            .Select(static resource => new EnvironmentGap(EnvironmentGapKind.UnreadablePolicy, resource.Arn, $"the policy of {resource.Arn} at {resource.Policy!.Place} cannot be read: whom it lets in is not known")),
        .. Environment.Resources.Where(static resource => RestApi.IsName(resource.Arn)).Select(GapOfApi).OfType<EnvironmentGap>(),
        .. GetTrustGaps(),
    ];

    /// <summary>Finds the roles of which nobody can read the trust policy: who assumes them is not known.</summary>
    /// <returns>In the order of the environment.</returns>
    public ImmutableArray<EnvironmentGap> GetTrustGaps() =>
    [
        .. Environment.Principals.OfType<IamRole>().Where(static role => role.TrustPolicy?.Content.Document is null).Select(static role => role.TrustPolicy is { } trust
            ? new EnvironmentGap(EnvironmentGapKind.UnreadablePolicy, role.Arn, $"the trust policy of {role.Arn} at {trust.Place} cannot be read: whom it lets in is not known")
            : new EnvironmentGap(EnvironmentGapKind.MissingPolicy, role.Arn, $"the trust policy of {role.Arn} is not known: whom it lets in is not known")),
    ];

    // SVC-3: a method without authorization is open to everyone where the API has no policy.
    private static EnvironmentGap? GapOfApi(EnvironmentResource api) =>
        api.Policy is null ? new EnvironmentGap(EnvironmentGapKind.MethodAuthorization, api.Arn, $"{(api.IsPolicyKnown ? $"{api.Arn} has no policy" : $"nothing tells whether {api.Arn} has a policy")}, and nothing tells how its methods authorize: without authorization they are open to everyone")
        : RestApi.InvokedAs(api) is null ? new EnvironmentGap(EnvironmentGapKind.ResourceOwner, api.Arn, $"nothing tells which account owns {api.Arn}: who calls its methods is not known")
        : null;

    private bool IsOutside(AccessSubject subject, ResourceProfile resource, AccessScope scope)
    {
        if (subject.AccountId is not { } account)
        {
            return true;
        }

        if (account == resource.Resource.OwnerAccount)
        {
            return false;
        }

        bool isKnown = Environment.TryGetAccount(account, out AwsAccount? known);
        // Without a tree nothing tells who is of the organization: the accounts of the environment are taken to be.
        bool isTreeKnown = Environment.Organization is not null && Environment.Accounts.Any(static each => each.Node is not null);
        return scope == AccessScope.Account
            || (isTreeKnown ? known?.Node is null && account != Environment.Organization!.ManagementAccountId : !isKnown);
    }
}
