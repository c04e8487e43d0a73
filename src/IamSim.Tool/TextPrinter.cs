using System.Text;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Scenarios;
using Spectre.Console;

namespace IamSim.Tool;

/// <summary>Prints answers for people, one line each, with the faults and explanations below.</summary>
internal sealed class TextPrinter : IAnswerPrinter
{
    // The default encoding throws on half a character.
    private static readonly UTF8Encoding Replacing = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private readonly StreamWriter _output = new(Console.OpenStandardOutput(), Replacing, bufferSize: 1 << 16);
    private readonly IAnsiConsole _console;
    private readonly bool _explain;

    public TextPrinter(bool explain)
    {
        _explain = explain;
        _console = Terminal.Create(_output, Console.IsOutputRedirected);
        // Lines of a log are neither wrapped nor cut here: the terminal does that as its user likes.
        _console.Profile.Width = 100_000;
    }

    public void Print(ScenarioAnswer answer)
    {
        string id = answer.Reading.Id is { } given ? Terminal.Escape(given) + "  " : "";
        string pass = answer.Pass switch { true => "[green]pass[/]  ", false => "[red]FAIL[/]  ", _ => "" };
        if (!answer.Reading.InputErrors.IsEmpty)
        {
            Line($"[red]cannot answer[/]  {id}");
            Details(answer.Reading.InputErrors);
        }
        else if (answer.Decision is { } decision)
        {
            // An explanation begins with the same headline.
            string headline = answer.Explanation is null ? $"[{Terminal.Style(decision.Kind)}]{Terminal.Escape(DecisionText.Headline(decision))}[/]{Blockers(decision)}" : "";
            if (headline.Length + pass.Length + id.Length > 0)
            {
                Line($"{pass}{id}{headline}".TrimEnd());
            }

            PrintMore(answer, decision);
        }
        else
        {
            Line($"{pass}{id}[yellow]policy error[/]");
            Details(answer.PolicyErrors.Select(static fault => fault.Diagnostic));
        }

        if (answer.Pass == false)
        {
            Line($"      expected {answer.Reading.Expectation}");
        }
    }

    public void Finish(SimulationTally tally)
    {
        string expectations = tally.Passed + tally.Failed > 0 ? $": {tally.Passed} passed, {tally.Failed} failed" : "";
        string policies = tally.PolicyErrors > 0 ? $", {tally.PolicyErrors} with policy errors" : "";
        string inputs = tally.InputErrors > 0 ? $", {tally.InputErrors} could not be read" : "";
        Line($"{tally.Scenarios} {(tally.Scenarios == 1 ? "scenario" : "scenarios")}{expectations}{policies}{inputs}");
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();

    private void PrintMore(ScenarioAnswer answer, in Decision decision)
    {
        if (_explain)
        {
            _output.Write(answer.Explanation!.ToText(new ExplanationTextOptions { Color = _console.Profile.Capabilities.Ansi }));
            Details(answer.Warnings.Select(static fault => fault.Diagnostic));
            return;
        }

        foreach (string assumption in DecisionText.Assumptions(decision))
        {
            Line($"      [yellow]assumed[/]: {Terminal.Escape(assumption)}");
        }
    }

    private static string Blockers(in Decision decision)
    {
        string blockers = DecisionText.Blockers(decision);
        return decision.Kind == DecisionKind.ImplicitDeny && blockers.Length > 0 ? $" (an Allow is missing in: {Terminal.Escape(blockers)})" : "";
    }

    private void Details(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            _output.Write(diagnostic.ToDetailedString());
        }
    }

    private void Line(string markup) => _console.MarkupLine(markup);
}
