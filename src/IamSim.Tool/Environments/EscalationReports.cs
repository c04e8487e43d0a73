using IamSim.Environments;
using IamSim.Environments.Escalations;

namespace IamSim.Tool.Environments;

/// <summary>Escalations and their catalog as tables.</summary>
internal static class EscalationReports
{
    private static readonly ReportColumn[] Columns =
    [
        new("state", "STATE"), new("principal", "PRINCIPAL"), new("paths", "PATHS"), new("gained", "GETS THE PERMISSIONS OF"), new("administrator", "ADMINISTRATOR"), new("newActions", "NEW ACTIONS"),
        new("targets", "TARGETS", IsShown: false), new("requests", "REQUESTS", IsShown: false), new("places", "PLACES", IsShown: false), new("closedBy", "CLOSED BY", IsShown: false), new("assumes", "ASSUMES", IsShown: false),
    ];

    private static readonly ReportColumn[] CatalogColumns =
    [
        new("id", "ID"), new("title", "WHAT"), new("actions", "ACTIONS"), new("service", "SERVICE"),
        new("how", "HOW", IsShown: false), new("target", "TARGET", IsShown: false), new("gain", "GAIN", IsShown: false), new("assumes", "ASSUMES", IsShown: false), new("note", "NOTE", IsShown: false),
    ];

    /// <summary>What was found.</summary>
    public static Report Of(EscalationReport found, EscalationOptions options) => new()
    {
        Question = [("from", options.From.IsEmpty ? "every principal" : string.Join(' ', options.From)), ("to", options.OnlyToAdministrators ? "administrators" : "more permissions")],
        Columns = Columns,
        Rows = found.Open.Concat(found.Closed).Select(ToRow),
        Summary = () =>
        [
            ("open", found.Open.Count(static finding => finding.State == AccessState.Allowed)), ("depends", found.Open.Count(static finding => finding.State == AccessState.Depends)),
            ("closed", found.Closed.Length), ("principals", found.PrincipalCount), ("administrators", found.Administrators.Select(static principal => principal.Arn)),
            ("conditionalAdministrators", found.ConditionalAdministrators.Select(static principal => principal.Arn)),
        ],
        Sentence = () => Sentence(found, options),
        Assumptions = () => Assumptions(found),
        ExitCode = () => found.Open.IsEmpty ? ExitCode.Yes : ExitCode.No,
    };

    /// <summary>The paths that are looked for.</summary>
    public static Report OfCatalog() => new()
    {
        Columns = CatalogColumns,
        Rows = EscalationCatalog.All.Select(static path => new ReportRow(
            path.Id, path.Title, path.Requirements.Select(static requirement => requirement.Action.Text).Distinct(StringComparer.Ordinal), path.Service ?? "",
            path.Description, path.Target.ToString(), path.Gain.ToString(), path.Assumption, path.Note)),
        Sentence = static () => $"{EscalationCatalog.All.Length} paths",
    };

    private static ReportRow ToRow(EscalationFinding finding) => new(
        EnvironmentCommand.Word(finding.State), finding.Principal.Arn, finding.Steps.Select(static step => step.Path.Id), WordsOfNew(finding) ?? finding.Gained.Arn, finding.IsAdministrator, finding.NewActions,
        finding.Steps.Select(static step => step.Target), Answers(finding).Select(static answer => $"{answer.Request.Action} {answer.Request.Resources[0].Arn}"), Answers(finding).Select(Place), ClosedBy(finding), finding.Steps.Select(static step => step.Assumption).OfType<string>())
    {
        Lines = [.. finding.Steps.SelectMany((step, index) => Lines(step, finding.Steps.Length > 1 ? $"{index + 1}. " : ""))],
        Explain = Answers(finding).OrderBy(static answer => answer.State).First().Explain,
    };

    /// <summary>Words for what the way makes, of which the name says nothing; <c>null</c> for a user or role of the environment.</summary>
    public static string? WordsOfNew(EscalationFinding finding) => !finding.IsGainedNew ? null : finding.Gained is IamRole ? "a role of one's own" : "a user of one's own";

    private static IEnumerable<AccessAnswer> Answers(EscalationFinding finding) => finding.Steps.SelectMany(static step => step.Answers);

    private static string Place(AccessAnswer answer) => answer.Statement?.Place.ToString() ?? "";

    private static string? ClosedBy(EscalationFinding finding) => finding.State == AccessState.Denied ? finding.Steps[0].ClosedBy.ToString() : null;

    private static IEnumerable<string> Lines(EscalationStep step, string number)
    {
        yield return $"{number}{step.Path.Title} ({step.Path.Id})";
        string indent = new(' ', number.Length + 2);
        foreach (AccessAnswer answer in step.Answers)
        {
            bool isTrust = step.Path.Service is { } service && answer.Request.Principal.Text == service;
            string who = isTrust ? $"{step.Path.Service} may " : "";
            string why = answer.State == AccessState.Depends && !answer.Partial.DecidingKeys.IsEmpty ? $"allowed if {answer.Partial.Residual}" : Why(answer);
            yield return $"{indent}{EnvironmentCommand.Word(answer.State)}: {who}{answer.Request.Action} on {answer.Request.Resources[0].Arn}: {why}";
        }

        if (step.Assumption is { } assumption)
        {
            yield return $"{indent}depends: {assumption}";
        }

        if (step.State == AccessState.Denied)
        {
            yield return $"{indent}stopped by: {string.Join(", ", Enum.GetValues<DecisionSources>().Where(layer => layer != DecisionSources.None && step.ClosedBy.HasFlag(layer)).Select(Words))}";
        }
    }

    private static string Why(AccessAnswer answer) => answer switch
    {
        { Decision: { IsAllowed: false, Kind: not DecisionKind.ExplicitDeny } } => "nothing allows it",
        { Statement.Policy: { Place.File: null } assumed } => $"allowed by {assumed.Name}",
        _ => answer.DecisionText,
    };

    private static string Words(DecisionSources layer) => layer switch
    {
        DecisionSources.ResourceControl => "a resource control policy",
        DecisionSources.ServiceControl => "a service control policy",
        DecisionSources.VpcEndpoint => "the VPC endpoint policy",
        DecisionSources.Resource => "the resource policy",
        DecisionSources.PermissionsBoundary => "the permissions boundary",
        _ => "an identity policy",
    };

    private static string Sentence(EscalationReport found, EscalationOptions options)
    {
        int certain = found.Open.Count(static finding => finding.State == AccessState.Allowed);
        string closed = options.IncludesClosed ? $", {found.Closed.Length} only look open" : "";
        return $"{certain} {(certain == 1 ? "way is" : "ways are")} open, {found.Open.Length - certain} may be{closed}; looked at {found.PrincipalCount} {(found.PrincipalCount == 1 ? "principal" : "principals")}, of which {found.Administrators.Length} {(found.Administrators.Length == 1 ? "is an administrator" : "are administrators")} already{(found.ConditionalAdministrators.IsEmpty ? "" : $" and {found.ConditionalAdministrators.Length} under conditions")}";
    }

    // Of what paths make up nothing is known, and nothing needs to be.
    private static IEnumerable<string> Assumptions(EscalationReport found) => found.Open.Concat(found.Closed)
        .SelectMany(Answers)
        .SelectMany(static answer => answer.Gaps)
        .Where(static gap => gap.Kind is EnvironmentGapKind.Organization or EnvironmentGapKind.OrganizationLevel or EnvironmentGapKind.MissingPolicy or EnvironmentGapKind.UnreadablePolicy or EnvironmentGapKind.DeploymentCondition)
        .Select(static gap => gap.Message)
        .Distinct(StringComparer.Ordinal);
}
