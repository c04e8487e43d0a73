using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Summaries;

/// <summary>Finds accounts that policies on resources and roles let in, and that the environment does not hold.</summary>
internal static class ForeignAccounts
{
    /// <summary>One shortfall for each account, with the number of policies that name it.</summary>
    public static IEnumerable<EnvironmentShortfall> Find(AwsEnvironment environment)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        // Policies of one text are looked through once, and count as often as they stand.
        var accountsOf = new Dictionary<int, HashSet<string>>();
        foreach (EnvironmentPolicy policy in Policies(environment))
        {
            if (!accountsOf.TryGetValue(policy.Content.Id, out HashSet<string>? accounts))
            {
                accountsOf.Add(policy.Content.Id, accounts = AccountsOf(policy));
            }

            foreach (string account in accounts)
            {
                counts[account] = counts.GetValueOrDefault(account) + 1;
            }
        }

        foreach (string grantee in environment.Resources.SelectMany(static resource => resource.KmsGrants ?? []).Select(static grant => grant.GranteePrincipal))
        {
            if (AccountOf(grantee) is { } account)
            {
                counts[account] = counts.GetValueOrDefault(account) + 1;
            }
        }

        return counts.Where(pair => !environment.TryGetAccount(pair.Key, out _)).Select(static pair => new EnvironmentShortfall(
            EnvironmentShortfallKind.ForeignAccount, pair.Key, pair.Key,
            $"{pair.Value} {(pair.Value == 1 ? "policy or grant lets" : "policies and grants let")} account {pair.Key} in, of which nothing is known", "it is taken to allow whoever comes from it everything", null));
    }

    private static IEnumerable<EnvironmentPolicy> Policies(AwsEnvironment environment) =>
        environment.Accounts.SelectMany(static account => account.Roles).Select(static role => role.TrustPolicy)
            .Concat(environment.Resources.Select(static resource => resource.Policy)).OfType<EnvironmentPolicy>();

    private static HashSet<string> AccountsOf(EnvironmentPolicy policy)
    {
        var accounts = new HashSet<string>(StringComparer.Ordinal);
        foreach (PolicyStatement statement in policy.Content.Document?.Statements ?? [])
        {
            // A Deny lets nobody in.
            if (statement.Effect is { Text: "Allow" } && statement.Principal is { } principal)
            {
                accounts.UnionWith(principal.Groups.Where(static group => group.Kind.Text == "AWS").SelectMany(static group => group.Values).Select(static value => AccountOf(value.Text)).OfType<string>());
            }
        }

        return accounts;
    }

    private static string? AccountOf(string principal) =>
        AccountId.IsValid(principal) ? principal : Arn.TryParse(principal, out Arn arn) && AccountId.IsValid(arn.AccountId) ? arn.AccountId.ToString() : null;
}
