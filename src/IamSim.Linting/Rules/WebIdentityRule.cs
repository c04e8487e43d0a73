using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Providers of web identities that are trusted with all their users.</summary>
internal sealed class WebIdentityRule : ILintRule
{
    private const string GitHub = "token.actions.githubusercontent.com";
    private const string Marker = ":oidc-provider/";

    private static readonly string[] BuiltIn = ["accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com", "www.amazon.com"];

    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        if (policy.Kind != PolicyKind.Resource)
        {
            return;
        }

        foreach (LintedStatement statement in policy.Statements)
        {
            if (!statement.IsAllow || !statement.Covers("sts:AssumeRoleWithWebIdentity"))
            {
                continue;
            }

            foreach (PolicyValue value in statement.PrincipalsOf("Federated"))
            {
                if (HostOf(value.Text) is { } host)
                {
                    Check(statement, value, host, reporter);
                }
            }
        }
    }

    // A host with a placeholder of some template in it tells nothing.
    private static string? HostOf(string principal)
    {
        int index = principal.IndexOf(Marker, StringComparison.Ordinal);
        string? host = index >= 0 ? principal[(index + Marker.Length)..] : Array.Find(BuiltIn, name => name == principal);
        return host is null || host.AsSpan().ContainsAny('$', '{', '*') ? null : host;
    }

    private static void Check(LintedStatement statement, PolicyValue provider, string host, LintReporter reporter)
    {
        bool isGitHub = AsciiFold.Equals(host, GitHub);
        if (isGitHub && statement.Compares(GitHub + ":sub"))
        {
            CheckSubjects(statement, reporter);
        }
        else if (isGitHub)
        {
            reporter.Report(LintDescriptors.GitHubWithoutSubject, provider.Span, "every workflow on GitHub gets tokens of this provider, and no condition says which repository is meant", $"add a condition on {GitHub}:sub with the repository and the branch");
        }
        else if (!statement.Conditions.Any(condition => condition.Compares() && condition.KeyName.StartsWith(host + ":", StringComparison.OrdinalIgnoreCase)))
        {
            reporter.Report(LintDescriptors.ProviderWithoutCondition, provider.Span, $"whoever has a token of {JsonNode.Quote(host)} is let in, since no condition is about its claims", $"add a condition on {host}:sub or {host}:aud");
        }
    }

    private static void CheckSubjects(LintedStatement statement, LintReporter reporter)
    {
        bool namesBranch = statement.Compares(GitHub + ":ref");
        foreach (LintedCondition condition in statement.Conditions.Where(static condition => condition.IsKey(GitHub + ":sub") && condition.IsStringLike() && !condition.IsNegated()))
        {
            foreach (PolicyValue value in condition.Key.Values)
            {
                int wildcard = value.Text.AsSpan().IndexOfAny('*', '?');
                int branch = value.Text.IndexOf(':', value.Text.IndexOf(':', StringComparison.Ordinal) + 1);
                // repo:owner/name:… : what stands behind the second colon says which branch, tag or environment.
                bool isBehindRepository = branch >= 0 && wildcard > branch;
                if (wildcard >= 0 && !(isBehindRepository && namesBranch))
                {
                    string what = !isBehindRepository ? "does not name one repository, so every one that fits it"
                        : value.Text.AsSpan(branch + 1).ContainsAnyExcept('*') ? "does not name one branch, tag or environment, so every one that fits it"
                        : "does not say which branch, so every branch and pull request of the repository";
                    reporter.Report(LintDescriptors.GitHubSubjectWildcard, value.Span, $"{JsonNode.Quote(value.Text)} {what} is let in", $"write repo:owner/name:ref:refs/heads/branch, or add a condition on {GitHub}:ref");
                }
            }
        }
    }
}
