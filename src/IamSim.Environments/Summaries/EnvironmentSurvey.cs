using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Identifiers;
using IamSim.Services;

namespace IamSim.Environments.Summaries;

/// <summary>Looks through an environment for what it holds and what it lacks.</summary>
internal sealed class EnvironmentSurvey
{
    // What AWS's own commands are usually asked for; the others are told as a number.
    private static readonly string[] UsualServices = ["s3", "kms", "sqs", "sns", "lambda", "secretsmanager", "ecr"];

    private readonly AwsEnvironment _environment;
    private readonly EnvironmentProfiles _profiles;
    private readonly ILookup<string, EnvironmentResource> _resources;
    private readonly Dictionary<string, int> _unsettled = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Account, EnvironmentGap Gap), int> _gaps = [];

    public EnvironmentSurvey(AwsEnvironment environment)
    {
        _environment = environment;
        _profiles = new EnvironmentProfiles(environment);
        _resources = environment.Resources.ToLookup(static resource => resource.OwnerAccountId ?? "", StringComparer.Ordinal);
        foreach (IamPrincipal principal in environment.Principals)
        {
            Count(principal);
        }
    }

    public EnvironmentSummary Summarize() => new()
    {
        Accounts = [.. _environment.Accounts.Select(Summarize)],
        Forms = _environment.Forms,
        UnknownFiles = _environment.UnknownFiles,
        Missing =
        [
            .. FindMissing().OrderBy(static missing => missing.Kind).ThenBy(static missing => missing.AccountId, StringComparer.Ordinal).ThenBy(static missing => missing.Subject, StringComparer.Ordinal),
        ],
        Resources = _environment.Resources.Length,
        ResourcesWithoutKnownPolicy = _environment.Resources.Count(IsWithoutKnownPolicy),
    };

    private static string ServiceOf(EnvironmentResource resource) => Arn.TryParse(resource.Arn, out Arn arn) ? arn.Service.ToString() : "";

    private static bool IsWithoutKnownPolicy(EnvironmentResource resource) => !resource.IsPolicyKnown && ResourcePolicyServices.Contains(ServiceOf(resource));

    private void Count(IamPrincipal principal)
    {
        bool isUnsettled = false;
        foreach (EnvironmentGap gap in _profiles.Caller(principal).Gaps.Where(static gap => gap.UnsettlesAllow).Distinct())
        {
            isUnsettled = true;
            // A level of the organization is of no account in particular.
            (string?, EnvironmentGap) key = (gap.Kind == EnvironmentGapKind.OrganizationLevel ? null : principal.AccountId, gap);
            _gaps[key] = _gaps.GetValueOrDefault(key) + 1;
        }

        _unsettled[principal.AccountId] = _unsettled.GetValueOrDefault(principal.AccountId) + (isUnsettled ? 1 : 0);
    }

    private AccountSummary Summarize(AwsAccount account)
    {
        ImmutableArray<OrganizationNode> path = account.Node?.Path ?? [];
        return new AccountSummary
        {
            AccountId = account.Id,
            Name = account.Name,
            HasIdentities = account.HasIdentities,
            Users = account.Users.Length,
            Groups = account.Groups.Length,
            Roles = account.Roles.Length,
            ManagedPolicies = account.ManagedPolicies.Length,
            PolicyVersions = account.ManagedPolicies.Sum(static policy => policy.Versions.Count),
            Resources = _resources[account.Id].Count(),
            ResourcePolicies = _resources[account.Id].Where(static resource => resource.Policy is not null).GroupBy(ServiceOf, StringComparer.Ordinal).ToImmutableSortedDictionary(static group => group.Key, static group => group.Count(), StringComparer.Ordinal),
            VpcEndpoints = _environment.VpcEndpoints.Count(endpoint => endpoint.OwnerAccountId == account.Id),
            ServiceControlPolicyLevels = path.Count(static node => node.ServiceControlPolicies is not null),
            ResourceControlPolicyLevels = path.Count(static node => node.ResourceControlPolicies is not null),
            UnsettledPrincipals = _unsettled.GetValueOrDefault(account.Id),
            ResourcesWithoutKnownPolicy = _resources[account.Id].Count(IsWithoutKnownPolicy),
        };
    }

    private IEnumerable<EnvironmentShortfall> FindMissing() =>
        [.. MissingOrganization(), .. _environment.Accounts.SelectMany(MissingOf), .. MissingPolicies(), .. ForeignAccounts.Find(_environment)];

    private IEnumerable<EnvironmentShortfall> MissingOrganization()
    {
        if (_environment.Organization is null && _environment.Accounts.Length > 0)
        {
            yield return new EnvironmentShortfall(EnvironmentShortfallKind.Organization, null, "organization", "nothing is known of an organization", "no service or resource control policies are applied: what they deny is answered as allowed", _environment.Principals.Length);
        }
    }

    private IEnumerable<EnvironmentShortfall> MissingOf(AwsAccount account)
    {
        if (!account.HasIdentities)
        {
            yield return new EnvironmentShortfall(EnvironmentShortfallKind.Identities, account.Id, account.Id, $"the users, groups and roles of account {account} are not known", "its account is taken to allow whoever comes from it everything", null);
            yield break;
        }

        // Where policies above it are not known, that is told instead.
        if (_environment.Organization is not null && account.Node is null && !_profiles.Place(account.Id).ServiceControlGaps.Any(static gap => gap.UnsettlesAllow))
        {
            yield return new EnvironmentShortfall(EnvironmentShortfallKind.Organization, account.Id, account.Id, $"account {account} is not in the organization as far as known", "no service or resource control policies are applied to it", account.Users.Length + account.Roles.Length);
        }

        if (account.PublicAccessBlock is null)
        {
            int buckets = _resources[account.Id].Count(static resource => ServiceOf(resource) == "s3");
            yield return new EnvironmentShortfall(EnvironmentShortfallKind.PublicAccessBlock, account.Id, account.Id, $"the S3 block public access settings of account {account} are not known", "whatever only a public bucket policy allows is answered as 'depends'", buckets);
        }

        HashSet<string> services = _resources[account.Id].Select(ServiceOf).ToHashSet(StringComparer.Ordinal);
        string[] usual = [.. UsualServices.Where(service => !services.Contains(service))];
        int others = ResourcePolicyServices.All.Count(service => !services.Contains(service) && !UsualServices.Contains(service, StringComparer.Ordinal));
        if (usual.Length > 0 || others > 0)
        {
            string named = usual.Length > 0 ? string.Join(", ", usual) + (others > 0 ? $" and {others} other services" : "") : $"{others} services other than {string.Join(", ", UsualServices)}";
            yield return new EnvironmentShortfall(EnvironmentShortfallKind.ResourcePolicies, account.Id, string.Join(' ', usual), $"account {account} has no resources of {named}: either there are none, or nobody asked", "resources of theirs are taken to have no policy", null);
        }
    }

    private IEnumerable<EnvironmentShortfall> MissingPolicies()
    {
        foreach (((string? account, EnvironmentGap gap), int affected) in _gaps)
        {
            (EnvironmentShortfallKind kind, string cost) = gap.Kind switch
            {
                EnvironmentGapKind.OrganizationLevel => (EnvironmentShortfallKind.OrganizationLevel, "whatever the accounts below it would be allowed is answered as 'depends'"),
                EnvironmentGapKind.DeploymentCondition => (EnvironmentShortfallKind.DeploymentCondition, "whatever it would be allowed is answered as 'depends'"),
                _ => (EnvironmentShortfallKind.PolicyText, "whatever is not explicitly denied to those who have it is answered as 'depends'"),
            };
            yield return new EnvironmentShortfall(kind, account, gap.Subject, gap.Message, cost, affected);
        }
    }
}
