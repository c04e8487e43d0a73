using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Testing;
using Spectre.Console;

namespace IamSim.Tool.Testing;

/// <summary>Prints for people: a line for each suite, then what did not pass and why, then the counts.</summary>
/// <param name="arguments">What is asked for.</param>
internal sealed class TextTestPrinter(TestArguments arguments) : ITestPrinter
{
    // What nobody reads on a terminal; the reports in files have everything.
    private const int MaximumFailures = 100;
    private const int MaximumCases = 10;

    private readonly TextOutput _output = new();

    public void Print(TestReport report)
    {
        if (!report.Changed.IsEmpty)
        {
            string more = report.Changed.Length > 1 ? $" and {report.Changed.Length - 1} more" : "";
            _output.Line(($"changed: {Path.GetRelativePath(Directory.GetCurrentDirectory(), report.Changed[0])}{more}", Color.Aqua));
        }

        foreach (PolicyTestRun run in report.Runs)
        {
            Print(run);
        }

        int failures = 0;
        foreach (TestFailure failure in report.Runs.SelectMany(TestFailure.Of).Take(MaximumFailures))
        {
            failures++;
            Print(failure);
        }

        int rows = report.Runs.Sum(static run => run.Rows.Count(static row => row.Verdict != PolicyTestVerdict.Passed));
        if (rows > failures)
        {
            _output.Line(($"\nand {TestWords.Count(rows - failures, "row")} more that did not pass", null));
        }

        PrintAnalyses(report);
        _output.WriteText("\n");
        // In a file or a log that is compared with another one the time would be the only difference; reports have it.
        string time = Console.IsOutputRedirected ? "" : $" in {TestWords.Seconds(report.Elapsed)}";
        _output.Line((TestWords.Summary(report), report.ExitCode == ExitCode.Yes ? Color.Green : Color.Red), (time, null));
        if (arguments.Watches)
        {
            _output.Line(("waiting for changes, Ctrl+C ends", null));
        }

        _output.Flush();
    }

    public void Dispose() => _output.Dispose();

    private void PrintAnalyses(TestReport report)
    {
        using var text = new StringWriter();
        if (arguments.ShowsCoverage && report.Coverage is { } coverage)
        {
            text.Write('\n');
            coverage.WriteText(text);
        }

        if (report.Mutants is { } mutants)
        {
            text.Write('\n');
            mutants.WriteText(text);
        }

        _output.WriteText(text.ToString());
    }

    private void Print(PolicyTestRun run)
    {
        string verdict = run.IsSuccess ? "pass" : "FAIL";
        string not = run.Failed + run.Uncertain == 0 ? "" : $", {run.Failed} failed, {run.Uncertain} uncertain";
        string errors = run.Errors == 0 ? "" : $", {TestWords.Count(run.Errors, "error")}";
        _output.Line((verdict, run.IsSuccess ? Color.Green : Color.Red), ($"  {run.Suite.Path}  {run.Suite.Name}: {TestWords.Count(run.Rows.Length, "row")}, {TestWords.Count(run.Cases, "case")}{not}{errors}", null));
        foreach (Diagnostic finding in run.Suite.Diagnostics)
        {
            _output.Write(finding);
        }
    }

    private void Print(TestFailure failure)
    {
        Color color = failure.Row.Verdict == PolicyTestVerdict.Failed ? Color.Red : Color.Yellow;
        _output.WriteText("\n");
        _output.Line(($"{failure.Place}: ", null), (failure.Row.Verdict == PolicyTestVerdict.Failed ? "failed" : "uncertain", color), ($": {failure.Title}", null));
        _output.Line(($"  expected {failure.Expected}, got ", null), (failure.Got, color));
        // Its first line is what was got.
        foreach (string line in failure.Explanation.ToText(new ExplanationTextOptions { Color = _output.IsColored, NearMisses = 1, Fixes = 1 }).TrimEnd('\n').Split('\n').Skip(1))
        {
            _output.WriteText($"  {line}\n");
        }

        foreach (PolicyTestResult other in failure.Cases.Skip(1).Take(MaximumCases))
        {
            _output.Line(($"  also {other.Case.Principal} {other.Case.Action} {other.Case.Resource}: ", null), (other.Verdict == PolicyTestVerdict.Uncertain ? "not certain" : DecisionText.Headline(other.Decision), color));
        }

        if (failure.Cases.Length - 1 > MaximumCases)
        {
            _output.Line(($"  and {TestWords.Count(failure.Cases.Length - 1 - MaximumCases, "case")} more of the row", null));
        }
    }
}
