using System.CommandLine;
using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary><c>iamsim diff</c>: what access appeared and vanished between two environments.</summary>
internal static class DiffCommand
{
    private static readonly ReportColumn[] Columns =
    [
        new("kind", "KIND"), new("change", "CHANGE"), new("count", "ACTIONS"), new("before", "BEFORE"), new("after", "AFTER"), new("principals", "PRINCIPALS", IsShown: false), new("who", "PRINCIPAL"), new("resource", "ON"),
        new("actions", "ACTIONS", IsShown: false), new("reasons", "REASONS", IsShown: false),
    ];

    public static Command Create()
    {
        var before = new Argument<string>("before") { Description = "The environment before: a folder of what AWS's commands printed, or one file." };
        var after = new Argument<string>("after") { Description = "The environment after." };
        var actions = new Option<string[]>("--actions") { HelpName = "entry", Description = "Only these actions, such as s3:*. May be given again.", DefaultValueFactory = static _ => [] };
        var withoutResources = new Option<bool>("--principals-only") { Description = "Do not compare access to known resources." };
        var arguments = new EnvironmentArguments(withEnvironment: false);
        var command = new Command("diff", "Lists what access appeared and vanished between two environments, over all principals, actions and known resources. Exits with 0 when nothing did, and 1 when anything did.") { before, after, actions, withoutResources };
        arguments.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(
            () => OutputFaults.Guard(
                () =>
                {
                    if (arguments.OpenServices(parsed) is not { } services
                        || arguments.Load(parsed, parsed.GetValue(before)!, cancellation) is not { } first
                        || arguments.Load(parsed, parsed.GetValue(after)!, cancellation) is not { } second)
                    {
                        return ExitCode.CannotAnswer;
                    }

                    using var progress = new ProgressLine(null, !Console.IsErrorRedirected, "resources");
                    var options = new AccessDiffOptions
                    {
                        Actions = parsed.GetValue(actions) is { Length: > 0 } entries ? [.. entries] : null,
                        IncludesResources = !parsed.GetValue(withoutResources),
                        Progress = new AnalysisProgressLine(progress),
                    };
                    AccessDiff diff = new EnvironmentAnalyzer(first, services).Diff(new EnvironmentAnalyzer(second, services), options, cancellation);
                    bool explain = arguments.Explain(parsed);
                    if (explain && !ReportExplanation.AreFew(2L * (diff.Principals.Sum(static change => change.Changes.Length) + diff.Resources.Sum(static change => change.Changes.Length)), "sides of changes", "--actions or --principals-only"))
                    {
                        return ExitCode.CannotAnswer;
                    }

                    return ReportWriter.Write(ToReport(diff, explain), arguments.Format(parsed), explain);
                },
                static () => ExitCode.CannotAnswer),
            CancellationToken.None));
        return command;
    }

    private static Report ToReport(AccessDiff diff, bool explain) => new()
    {
        Columns = Columns,
        Rows = [.. diff.Principals.SelectMany(change => Rows(change, explain)), .. diff.Resources.SelectMany(change => Rows(change, explain))],
        Summary = () => [("comparedPrincipals", diff.ComparedPrincipals), ("unchangedPrincipals", diff.UnchangedPrincipals), ("resourceChanges", diff.Resources.Length)],
        Sentence = () => diff.IsEmpty
            ? $"No access changed. {Count(diff.ComparedPrincipals)} different, {diff.UnchangedPrincipals} the same."
            : $"{Count(diff.ComparedPrincipals)} different, {diff.UnchangedPrincipals} the same.",
        ExitCode = () => diff.IsEmpty ? ExitCode.Yes : ExitCode.No,
    };

    private static string Count(int principals) => principals == 1 ? "1 principal is" : $"{principals} principals are";

    private static IEnumerable<ReportRow> Rows(PrincipalAccessChange change, bool explain)
    {
        string[] reasons = [.. change.Reasons.Select(static reason => reason.ToString())];
        if (change.Changes.IsEmpty)
        {
            string word = change.Kind switch { EnvironmentChangeKind.Added => "added", EnvironmentChangeKind.Removed => "removed", _ => "same states" };
            yield return new ReportRow("principal", word, 0, null, null, change.Principals, EntryLines.Short(change.Principals), null, null, reasons) { Lines = Reasons(reasons, true) };
        }

        foreach (AccessChange each in change.Changes)
        {
            yield return new ReportRow("principal", Word(change.Kind, each), each.ActionCount, EnvironmentCommand.Word(each.Before), EnvironmentCommand.Word(each.After), change.Principals, EntryLines.Short(change.Principals), null, each.Actions, reasons)
            {
                Lines = [.. EntryLines.Of(each.Actions), .. Reasons(reasons, explain || each == change.Changes[0])],
                Explanations = explain ? ReportExplanation.Of(each.ExampleBefore, each.ExampleAfter) : [],
            };
        }
    }

    private static IEnumerable<ReportRow> Rows(ResourceAccessChange change, bool explain)
    {
        string[] reasons = [.. change.Reasons.Select(static reason => reason.ToString())];
        foreach (AccessChange each in change.Changes)
        {
            yield return new ReportRow("resource", Word(change.Kind, each), each.ActionCount, EnvironmentCommand.Word(each.Before), EnvironmentCommand.Word(each.After), change.Principals, EntryLines.Short(change.Principals), change.Resource, each.Actions, reasons)
            {
                Lines = [.. EntryLines.Of(each.Actions), .. Reasons(reasons, explain || each == change.Changes[0])],
                Explanations = explain ? ReportExplanation.Of(each.ExampleBefore, each.ExampleAfter) : [],
            };
        }
    }

    private static string[] Reasons(string[] reasons, bool isShown) => isShown ? [.. reasons.Select(static reason => "because " + reason)] : [];

    private static string Word(EnvironmentChangeKind kind, AccessChange change) => kind switch
    {
        EnvironmentChangeKind.Added => "added",
        EnvironmentChangeKind.Removed => "removed",
        _ => change.IsGained ? "gained" : "lost",
    };
}
