using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim env check DIR</c>: what was found, what is missing, and how much certainty that costs.</summary>
internal static class EnvCheckCommand
{
    // One kind of row for everything, so that CSV and JSON lines have the same columns throughout.
    private static readonly ReportColumn[] Columns =
    [
        new("section", "SECTION"), new("account", "ACCOUNT"), new("kind", "KIND"), new("subject", "SUBJECT"), new("count", "COUNT"), new("message", "MESSAGE"), new("cost", "COST"), new("place", "PLACE"),
    ];

    public static Command Create()
    {
        var path = new Argument<string>("path") { Description = "A folder of what AWS's commands printed, or one file." };
        var arguments = new EnvironmentArguments(withEnvironment: false);
        var command = new Command("check", "Says what an environment holds, what is missing, and how much certainty that costs. Exits with 0 when every file could be read, and 1 when not.") { path };
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () => OutputFaults.Guard(
                () => arguments.Load(parsed, parsed.GetValue(path)!, cancellation, tellsFindings: false) is { } environment ? Write(environment, parsed.GetValue(path)!, arguments.Format(parsed)) : ExitCode.CannotAnswer,
                static () => ExitCode.CannotAnswer),
            CancellationToken.None));
        return command;
    }

    private static int Write(AwsEnvironment environment, string path, ReportFormat format)
    {
        EnvironmentSummary summary = environment.Summarize();
        int exitCode = environment.Diagnostics.Any(static finding => finding.Severity == DiagnosticSeverity.Error) ? ExitCode.No : ExitCode.Yes;
        if (format == ReportFormat.Text)
        {
            EnvCheckText.Write(environment, summary);
            return exitCode;
        }

        return ReportWriter.Write(ToReport(environment, summary, path, exitCode), format, explain: false);
    }

    private static Report ToReport(AwsEnvironment environment, EnvironmentSummary summary, string path, int exitCode) => new()
    {
        Question = [("environment", path)],
        Columns = Columns,
        Rows = [.. summary.Accounts.SelectMany(Rows), .. FormRows(summary), .. summary.Missing.Select(Row), .. environment.Diagnostics.Select(Row)],
        Summary = () =>
        [
            ("accounts", summary.Accounts.Length), ("principals", summary.Principals), ("unsettledPrincipals", summary.UnsettledPrincipals), ("resources", summary.Resources),
            ("resourcesWithoutKnownPolicy", summary.ResourcesWithoutKnownPolicy), ("missing", summary.Missing.Length), .. EnvCheckText.CountBySeverity(environment).Select(static pair => (pair.Name, (object?)pair.Count)),
        ],
        Sentence = summary.ToString,
        ExitCode = () => exitCode,
    };

    private static IEnumerable<ReportRow> Rows(AccountSummary account)
    {
        (string Kind, int Count)[] counts =
        [
            ("users", account.Users), ("groups", account.Groups), ("roles", account.Roles), ("managedPolicies", account.ManagedPolicies), ("policyVersions", account.PolicyVersions),
            ("resources", account.Resources), ("vpcEndpoints", account.VpcEndpoints), ("serviceControlPolicyLevels", account.ServiceControlPolicyLevels),
            ("resourceControlPolicyLevels", account.ResourceControlPolicyLevels), ("unsettledPrincipals", account.UnsettledPrincipals), ("resourcesWithoutKnownPolicy", account.ResourcesWithoutKnownPolicy),
        ];
        return counts.Select(count => new ReportRow("found", account.AccountId, count.Kind, account.Name, count.Count, null, null, null))
            .Concat(account.ResourcePolicies.Select(pair => new ReportRow("found", account.AccountId, "resourcePolicies", pair.Key, pair.Value, null, null, null)));
    }

    private static IEnumerable<ReportRow> FormRows(EnvironmentSummary summary)
    {
        foreach ((string form, int count) in summary.Forms)
        {
            yield return new ReportRow("files", null, "form", form, count, null, null, null);
        }

        yield return new ReportRow("files", null, "unknown", null, summary.UnknownFiles, null, null, null);
    }

    private static ReportRow Row(EnvironmentShortfall missing) =>
        new("missing", missing.AccountId, missing.Kind.ToString(), missing.Subject, missing.Affected, missing.Message, missing.Cost, null);

    private static ReportRow Row(Diagnostic finding) =>
        new("finding", null, SeverityName.Of(finding.Severity), finding.Id, null, finding.Message, finding.Help, new SourcePlace(finding.Source.Name, finding.Position.Line, finding.Position.Column).ToString());
}
