using System.Collections.Immutable;
using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Environments.Escalations;

namespace IamSim.Tool.Environments.Html;

/// <summary>What the report tells to look at, the gravest first.</summary>
internal static class HtmlFindings
{
    private const int ShownActions = 8;

    public static IReadOnlyList<HtmlFinding> Of(EnvironmentAnalyzer analyzer, CancellationToken cancellation)
    {
        var findings = new List<HtmlFinding>();
        findings.AddRange(analyzer.GetPublicAccess(cancellation).Select(OfPublic));
        findings.AddRange(analyzer.FindEscalations(new EscalationOptions(), cancellation).Open.Select(Of));
        findings.AddRange(analyzer.GetExternalAccess(AccessScope.Organization, cancellation).Where(static access => access.Subject.Kind is not (AccessSubjectKind.Anonymous or AccessSubjectKind.AnyAccount)).Select(OfExternal));
        findings.AddRange(analyzer.Environment.Diagnostics.Where(static finding => finding.Severity != DiagnosticSeverity.Info).Select(Of));
        return [.. findings.OrderBy(static finding => finding.Severity switch { "high" => 0, "medium" => 1, _ => 2 })];
    }

    private static HtmlFinding OfPublic(ResourceAccess access) => new(
        access.Exposure == PublicExposure.Public ? "high" : "medium", "public", $"{access.Subject.Name} can {Actions(access.Actions)}", access.Target, Condition(access), Places(access.Grants));

    private static HtmlFinding OfExternal(ResourceAccess access) => new(
        access.HasSourceGuard == false ? "medium" : "low", "external",
        access.HasSourceGuard == false ? $"{access.Subject.Name} can {Actions(access.Actions)}, whoever it calls for" : $"{access.Subject.Name} can {Actions(access.Actions)}",
        access.Target, Condition(access), Places(access.Grants));

    private static HtmlFinding Of(EscalationFinding finding) => new(
        finding.IsAdministrator && finding.State == AccessState.Allowed ? "high" : "medium", "escalation",
        $"{finding.Principal.Name} gets the permissions of {EscalationReports.WordsOfNew(finding) ?? finding.Gained.Name}{(finding.IsAdministrator ? ", an administrator" : string.Create(CultureInfo.InvariantCulture, $": {finding.NewActions} more actions"))}",
        finding.Principal.Arn, string.Join("; then ", finding.Steps.Select(static step => $"{step.Path.Title.ToLowerInvariant()}: {step.Target}{(step.State == AccessState.Depends ? ", under conditions" : "")}")),
        finding.Steps[0].Answers.Select(static answer => answer.Statement?.Place.ToString()).FirstOrDefault(static place => place is not null));

    private static HtmlFinding Of(Diagnostic finding) => new(
        finding.Severity == DiagnosticSeverity.Error ? "medium" : "low", "files", $"{finding.Id}: {finding.Message}", finding.Source.Name ?? "", finding.Help, $"{finding.Source.Name}:{finding.Position}");

    private static string? Condition(ResourceAccess access) => access.Condition.IsAlways || access.Condition.IsNever ? null : $"if {access.Condition}";

    private static string? Places(ImmutableArray<DecidingStatement> grants) => grants.IsEmpty ? null : grants[0].ToString();

    private static string Actions(ImmutableArray<Identifiers.ActionName> actions) => actions.Length <= ShownActions
        ? string.Join(", ", actions)
        : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", actions.Take(ShownActions))} and {actions.Length - ShownActions} more");
}
