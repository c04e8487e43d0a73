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

    private bool IsOutside(AccessSubject subject, ResourceProfile resource, AccessScope scope)
    {
        if (subject.AccountId is not { } account)
        {
            return true;
        }

        return scope == AccessScope.Account ? account != resource.Resource.OwnerAccount
            : Environment.Organization is null ? !Environment.TryGetAccount(account, out _)
            : !Environment.TryGetAccount(account, out AwsAccount? known) || known.Node is null;
    }
}
