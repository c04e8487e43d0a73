using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Tool.Catalog;

namespace IamSim.Tool.Environments;

/// <summary>Writes for people what an environment holds and lacks.</summary>
internal static class EnvCheckText
{
    // The other formats have all of them.
    private const int MaximumFindings = 30;

    public static void Write(AwsEnvironment environment, EnvironmentSummary summary)
    {
        using var output = new TextOutput();
        Diagnostic[] findings = [.. environment.Diagnostics.OrderByDescending(static finding => finding.Severity == DiagnosticSeverity.Error).ThenByDescending(static finding => finding.Severity == DiagnosticSeverity.Warning)];
        foreach (Diagnostic finding in findings.Take(MaximumFindings))
        {
            output.Write(finding);
        }

        if (findings.Length > MaximumFindings)
        {
            output.Line(($"and {findings.Length - MaximumFindings} more: --format json has all of them", null));
        }

        if (findings.Length > 0)
        {
            output.Line((string.Join(", ", CountBySeverity(environment).Select(static pair => $"{pair.Count} {pair.Name}")), null));
            output.Line(("", null));
        }

        output.WriteText(Table(Accounts(summary)));
        output.Line(("", null));
        output.WriteText(Table(Files(summary)));
        output.Line(("", null));
        if (summary.Missing.Length > 0)
        {
            output.WriteText(Table(Missing(summary)));
            output.Line(("", null));
        }

        output.Line((summary.ToString(), null));
    }

    /// <summary>How many findings there are of each severity.</summary>
    public static IEnumerable<(string Name, int Count)> CountBySeverity(AwsEnvironment environment)
    {
        foreach ((string name, DiagnosticSeverity severity) in new[] { ("errors", DiagnosticSeverity.Error), ("warnings", DiagnosticSeverity.Warning), ("infos", DiagnosticSeverity.Info) })
        {
            yield return (name, environment.Diagnostics.Count(finding => finding.Severity == severity));
        }
    }

    private static string Table(Columns table)
    {
        using var text = new StringWriter { NewLine = "\n" };
        table.Write(text);
        return text.ToString();
    }

    private static Columns Accounts(EnvironmentSummary summary)
    {
        var table = new Columns("ACCOUNT", "USERS", "GROUPS", "ROLES", "POLICIES", "VERSIONS", "SCP LEVELS", "RCP LEVELS", "ENDPOINTS", "UNCERTAIN", "RESOURCE POLICIES");
        foreach (AccountSummary account in summary.Accounts)
        {
            string Count(int count) => account.HasIdentities ? ReportWriter.Text(count) : "?";
            table.Add(
                account.ToString(), Count(account.Users), Count(account.Groups), Count(account.Roles), Count(account.ManagedPolicies), Count(account.PolicyVersions),
                ReportWriter.Text(account.ServiceControlPolicyLevels), ReportWriter.Text(account.ResourceControlPolicyLevels), ReportWriter.Text(account.VpcEndpoints), Count(account.UnsettledPrincipals),
                string.Join(", ", account.ResourcePolicies.Select(static pair => $"{pair.Key} {pair.Value}")));
        }

        return table;
    }

    private static Columns Files(EnvironmentSummary summary)
    {
        var table = new Columns("FILES", "FORM");
        foreach ((string form, int count) in summary.Forms)
        {
            table.Add(ReportWriter.Text(count), form);
        }

        if (summary.UnknownFiles > 0)
        {
            table.Add(ReportWriter.Text(summary.UnknownFiles), "none of the known ones");
        }

        return table;
    }

    private static Columns Missing(EnvironmentSummary summary)
    {
        var table = new Columns("AFFECTED", "MISSING");
        foreach (EnvironmentShortfall missing in summary.Missing)
        {
            table.Add(ReportWriter.Text(missing.Affected), $"{missing.Message}; {missing.Cost}");
        }

        return table;
    }
}
