using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>What the organization says of an account: its facts, and the policies above it by level.</summary>
internal sealed class OrganizationPlace
{
    /// <summary>The place of an account of which nothing is known.</summary>
    public static OrganizationPlace Nowhere { get; } = new();

    public OrganizationFacts? Facts { get; private init; }

    public ImmutableArray<ImmutableArray<EnvironmentPolicy>>? ServiceControlPolicies { get; private init; }

    public ImmutableArray<ImmutableArray<EnvironmentPolicy>>? ResourceControlPolicies { get; private init; }

    /// <summary>What is not known of the service control policies.</summary>
    public ImmutableArray<EnvironmentGap> ServiceControlGaps { get; private init; } = [];

    /// <summary>What is not known of the resource control policies.</summary>
    public ImmutableArray<EnvironmentGap> ResourceControlGaps { get; private init; } = [];

    /// <summary>Finds the place of an account.</summary>
    public static OrganizationPlace Of(AwsEnvironment environment, string accountId)
    {
        if (environment.Organization is not { } organization)
        {
            return Unknown(new EnvironmentGap(EnvironmentGapKind.Organization, accountId, "nothing is known of an organization: no service or resource control policies are applied"));
        }

        if (!environment.TryGetAccount(accountId, out AwsAccount? account) || account.Node is not { } node)
        {
            return Unknown(GapOf(organization, account, accountId));
        }

        ImmutableArray<OrganizationNode> path = node.Path;
        bool isManagement = accountId == organization.ManagementAccountId;
        var serviceControlGaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        var resourceControlGaps = ImmutableArray.CreateBuilder<EnvironmentGap>();
        return new OrganizationPlace
        {
            Facts = new OrganizationFacts { Id = organization.Id, ManagementAccount = organization.ManagementAccountId, Paths = PathOf(organization, path) },
            ServiceControlPolicies = Levels(path, organization.HasServiceControlPolicies, static level => level.ServiceControlPolicies, "service control policies", isManagement, serviceControlGaps),
            ResourceControlPolicies = Levels(path, organization.HasResourceControlPolicies, static level => level.ResourceControlPolicies, "resource control policies", isManagement, resourceControlGaps),
            ServiceControlGaps = serviceControlGaps.ToImmutable(),
            ResourceControlGaps = resourceControlGaps.ToImmutable(),
        };
    }

    private static EnvironmentGap GapOf(AwsOrganization organization, AwsAccount? account, string accountId)
    {
        // An account whose identities were saved beside the tree hangs somewhere in it, below policies; others may be strangers.
        bool isMissing = account is { HasIdentities: true } && !organization.Roots.IsEmpty && accountId != organization.ManagementAccountId;
        if (isMissing)
        {
            return new EnvironmentGap(EnvironmentGapKind.OrganizationLevel, accountId, $"account {accountId} is not in the organization as far as known: which service and resource control policies are attached above it is not known");
        }

        return organization.HasAllAccounts
            ? new EnvironmentGap(EnvironmentGapKind.Organization, accountId, $"account {accountId} is not among the accounts of organization {organization.Id}: it is taken to be of another or of none, and the policies of that are not known")
            : new EnvironmentGap(EnvironmentGapKind.Organization, accountId, $"account {accountId} is not in the organization as far as known: no service or resource control policies are applied");
    }

    private static OrganizationPlace Unknown(EnvironmentGap gap) => new() { ServiceControlGaps = [gap], ResourceControlGaps = [gap] };

    // o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/: the account itself is no part of it.
    private static ImmutableArray<string> PathOf(AwsOrganization organization, ImmutableArray<OrganizationNode> path) =>
        organization.Id is null || path[0].Kind != OrganizationNodeKind.Root ? [] : [$"{organization.Id}/{string.Concat(path.Take(path.Length - 1).Select(static node => node.Id + "/"))}"];

    private static ImmutableArray<ImmutableArray<EnvironmentPolicy>>? Levels(
        ImmutableArray<OrganizationNode> path, bool? isEnabled, Func<OrganizationNode, ImmutableArray<EnvironmentPolicy>?> policiesOf, string what, bool isManagement, ImmutableArray<EnvironmentGap>.Builder gaps)
    {
        bool isAnyAttached = path.Any(node => policiesOf(node) is { Length: > 0 });
        bool isAllKnown = path.All(node => policiesOf(node) is not null) && path[0].Kind == OrganizationNodeKind.Root;
        if (isEnabled == false || (isEnabled is null && !isAnyAttached))
        {
            if (isEnabled is null && !isAllKnown && !isManagement)
            {
                gaps.Add(new EnvironmentGap(EnvironmentGapKind.Organization, path[^1].Id, $"nothing tells whether {what} are enabled: none are applied to account {path[^1].Id}"));
            }

            return null;
        }

        var levels = ImmutableArray.CreateBuilder<ImmutableArray<EnvironmentPolicy>>();
        if (path[0].Kind != OrganizationNodeKind.Root && !isManagement)
        {
            gaps.Add(new EnvironmentGap(EnvironmentGapKind.OrganizationLevel, path[0].Id, $"nothing tells what {path[0]} hangs below: the {what} attached above it are not known"));
        }

        foreach (OrganizationNode node in path)
        {
            if (policiesOf(node) is { } policies)
            {
                levels.Add(policies);
            }
            else if (!isManagement)
            {
                gaps.Add(new EnvironmentGap(EnvironmentGapKind.OrganizationLevel, node.Id, $"the {what} attached to {node} are not known: what they deny is not known"));
            }
        }

        return levels.Count == 0 ? null : levels.ToImmutable();
    }
}
