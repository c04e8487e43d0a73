using System.Collections.Immutable;
using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Environments;

namespace IamSim.Tool.Environments.Html;

/// <summary>Asks an environment everything that the report shows.</summary>
internal static class HtmlReportBuilder
{
    public static HtmlReportData Build(EnvironmentAnalyzer analyzer, string title, IProgress<AnalysisProgress> progress, CancellationToken cancellation)
    {
        AwsEnvironment environment = analyzer.Environment;
        AccessMatrix matrix = analyzer.Matrix(new AccessMatrixOptions { Progress = progress }, cancellation);
        var heat = new HtmlHeat(matrix, analyzer.Services);
        int[] rowOf = new int[matrix.Principals.Length];
        for (int row = 0; row < matrix.Rows.Length; row++)
        {
            foreach (int principal in matrix.Rows[row].Principals)
            {
                rowOf[principal] = row;
            }
        }

        bool[] isAdministrator = [.. matrix.Rows.Select(heat.IsAdministrator)];
        IReadOnlyList<HtmlFinding> findings = HtmlFindings.Of(analyzer, cancellation);
        (string Id, string? Name)[] accounts = [.. environment.Accounts.Select(static account => (account.Id, account.Name))];
        Dictionary<string, int> accountOf = accounts.Select(static (account, place) => (account.Id, place)).ToDictionary(static pair => pair.Id, static pair => pair.place, StringComparer.Ordinal);
        HtmlPrincipal[] principals = [.. matrix.Principals.Select((principal, place) => new HtmlPrincipal(
            principal.Arn, principal.Name, principal is IamUser ? "user" : "role", accountOf[principal.AccountId], rowOf[place], isAdministrator[rowOf[place]],
            matrix.GapsOf(place).Any(static gap => gap.Kind is EnvironmentGapKind.MissingPolicy or EnvironmentGapKind.UnreadablePolicy)))];
        return new HtmlReportData
        {
            Title = PrintableText.Line(title),
            About = $"{environment}. Catalog of services of {analyzer.Services.Date:yyyy-MM-dd}. {matrix.Folding}.",
            Summary = Summarize(environment, principals, findings),
            Accounts = accounts,
            Services = heat.Services,
            Rows = [.. matrix.Rows.Select(heat.CellsOf)],
            Principals = principals,
            Findings = findings,
            Assumptions = [.. Enumerable.Range(0, principals.Length).SelectMany(place => matrix.GapsOf(place)).Select(static gap => gap.Message).Distinct(StringComparer.Ordinal)],
        };
    }

    private static (string, string)[] Summarize(AwsEnvironment environment, HtmlPrincipal[] principals, IReadOnlyList<HtmlFinding> findings) =>
    [
        ("accounts", Text(environment.Accounts.Length)),
        ("users", Text(environment.Accounts.Sum(static account => account.Users.Length))),
        ("roles", Text(environment.Accounts.Sum(static account => account.Roles.Length))),
        ("administrators", Text(principals.Count(static principal => principal.IsAdministrator))),
        ("resources", Text(environment.Resources.Length)),
        ("public", Text(findings.Where(static finding => finding.Kind == "public").Select(static finding => finding.Subject).Distinct(StringComparer.Ordinal).Count())),
        ("escalations", Text(findings.Count(static finding => finding.Kind == "escalation"))),
        ("errors in files", Text(environment.Diagnostics.Count(static finding => finding.Severity == DiagnosticSeverity.Error))),
    ];

    private static string Text(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
