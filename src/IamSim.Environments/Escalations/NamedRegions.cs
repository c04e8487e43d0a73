using IamSim.Environments.Questions;
using IamSim.Policies;

namespace IamSim.Environments.Escalations;

/// <summary>Finds the Regions that policies tell apart: where one of them locks Regions, what is closed in one is open in another.</summary>
internal static class NamedRegions
{
    // Each is tried.
    private const int Most = 16;

    private static readonly string[] Usual = ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1", "ap-southeast-1", "ap-northeast-1"];

    /// <summary>The Regions that the service control policies above an account and the policies of its users and roles name, and one that they do not.</summary>
    public static IEnumerable<string> Of(AwsEnvironment environment, EnvironmentProfiles profiles, string accountId)
    {
        IEnumerable<EnvironmentPolicy> above = (profiles.Place(accountId).ServiceControlPolicies ?? []).SelectMany(static level => level);
        IEnumerable<EnvironmentPolicy> inside = environment.TryGetAccount(accountId, out AwsAccount? account) ? PoliciesOf(account) : [];
        string[] named =
        [
            .. above.Concat(inside).Select(static policy => policy.Content).Distinct().Select(static content => content.Document).OfType<PolicyDocument>()
                .SelectMany(NamedBy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(Most),
        ];
        return named.Length == 0 ? [] : named.Concat(Usual.Except(named, StringComparer.Ordinal).Take(1));
    }

    private static IEnumerable<EnvironmentPolicy> PoliciesOf(AwsAccount account)
    {
        IEnumerable<IamPrincipal> principals = [.. account.Users, .. account.Roles];
        IEnumerable<IamIdentity> holders = [.. principals, .. account.Groups];
        return holders.SelectMany(static holder => holder.InlinePolicies.Concat(holder.AttachedPolicies.Select(static attachment => attachment.Policy).OfType<EnvironmentPolicy>()))
            .Concat(principals.Select(static principal => principal.PermissionsBoundary?.Policy).OfType<EnvironmentPolicy>());
    }

    private static IEnumerable<string> NamedBy(PolicyDocument document) =>
        document.Statements
            .SelectMany(static statement => statement.Condition?.Operators ?? [])
            .SelectMany(static element => element.Keys)
            .Where(static key => key.Key.Text.Equals("aws:RequestedRegion", StringComparison.OrdinalIgnoreCase))
            .SelectMany(static key => key.Values)
            .Select(static value => Example(value.Text))
            .Where(static region => region.Length > 0);

    // eu-* stands for eu-west-1 among others.
    private static string Example(string region) => region.Replace("*", "west-1", StringComparison.Ordinal).Replace('?', '1');
}
