using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Scenarios;
using Spectre.Console;

namespace IamSim.Tool;

/// <summary>Prints answers for people, one line each, with the faults and explanations below.</summary>
internal sealed class TextPrinter : IAnswerPrinter
{
    private readonly TextOutput _output = new();

    public void Print(ScenarioAnswer answer)
    {
        (string Text, Color? Color) id = answer.Reading.Id is { } given ? (given + "  ", null) : ("", null);
        (string Text, Color? Color) pass = answer.Pass switch { true => ("pass  ", Color.Green), false => ("FAIL  ", Color.Red), _ => ("", null) };
        if (!answer.Reading.InputErrors.IsEmpty)
        {
            _output.Line(("cannot answer  ", Color.Red), id);
            Details(answer.Reading.InputErrors);
        }
        else if (answer.Explanation is { } explanation)
        {
            // An explanation begins with the headline.
            if (pass.Text.Length + id.Text.Length > 0)
            {
                _output.Line(pass, id);
            }

            _output.WriteText(explanation.ToText(new ExplanationTextOptions { Color = _output.IsColored }));
            Details(answer.Warnings.Select(static fault => fault.Diagnostic));
        }
        else if (answer.Decision is { } decision)
        {
            _output.Line(pass, id, (DecisionText.Headline(decision), Terminal.ColorOf(decision.Kind)), (Blockers(decision), null));
            foreach (string assumption in DecisionText.Assumptions(decision))
            {
                _output.Line(("      ", null), ("assumed", Color.Yellow), ($": {assumption}", null));
            }
        }
        else
        {
            _output.Line(pass, id, ("policy error", Color.Yellow));
            Details(answer.PolicyErrors.Select(static fault => fault.Diagnostic));
        }

        if (answer.Pass == false)
        {
            _output.Line(($"      expected {answer.Reading.Expectation}", null));
        }
    }

    public void Finish(SimulationTally tally)
    {
        string expectations = tally.Passed + tally.Failed > 0 ? $": {tally.Passed} passed, {tally.Failed} failed" : "";
        string policies = tally.PolicyErrors > 0 ? $", {tally.PolicyErrors} with policy errors" : "";
        string inputs = tally.InputErrors > 0 ? $", {tally.InputErrors} could not be read" : "";
        _output.Line(($"{tally.Scenarios} {(tally.Scenarios == 1 ? "scenario" : "scenarios")}{expectations}{policies}{inputs}", null));
        _output.Flush();
    }

    public void Dispose() => _output.Dispose();

    private static string Blockers(in Decision decision)
    {
        string blockers = DecisionText.Blockers(decision);
        return decision.Kind == DecisionKind.ImplicitDeny && blockers.Length > 0 ? $" (an Allow is missing in: {blockers})" : "";
    }

    private void Details(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (Diagnostic diagnostic in diagnostics)
        {
            _output.Write(diagnostic);
        }
    }
}
