using System.CommandLine;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.PartialEvaluation;

namespace IamSim.Tool;

/// <summary><c>iamsim why</c>: one question, asked with options and policy files.</summary>
internal static class WhyCommand
{
    public static Command Create()
    {
        var options = new WhyOptions();
        var evaluation = new EvaluationArguments();
        var command = new Command("why", "Answers one question about policies in files, says why, and what would change the answer.");
        foreach (Option option in options.All)
        {
            command.Options.Add(option);
        }

        evaluation.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.Run(() => OutputFaults.Guard(() => Run(options, evaluation, parsed), static () => ExitCode.CannotAnswer), cancellation));
        return command;
    }

    private static int Run(WhyOptions options, EvaluationArguments evaluation, ParseResult parsed)
    {
        var question = new WhyQuestion(options, parsed);
        AccessRequest? request = question.ReadRequest(evaluation.Now(parsed));
        PolicySet policies = question.ReadPolicies();
        IReadOnlyList<Diagnostic> findings = question.Findings;
        Simulator? simulator = null;
        if (request is not null && question.Complaints.Count == 0 && findings.All(static finding => finding.Severity != DiagnosticSeverity.Error))
        {
            policies = policies with { ResourcePolicyKind = request.InferResourcePolicyKind() };
            Simulator.TryCompile(policies, evaluation.Options(parsed), null, out simulator, out findings);
        }

        foreach (string complaint in question.Complaints)
        {
            Console.Error.WriteLine($"iamsim: {complaint}");
        }

        foreach (Diagnostic finding in findings.Where(finding => simulator is null || finding.Severity != DiagnosticSeverity.Info))
        {
            Console.Error.Write(finding.ToDetailedString());
        }

        return simulator is null ? ExitCode.CannotAnswer : Answer(options, parsed, simulator, request!);
    }

    private static int Answer(WhyOptions options, ParseResult parsed, Simulator simulator, AccessRequest request)
    {
        PartialDecision? partial = EvaluatePartial(options, parsed, simulator, request);
        Explanation explanation = simulator.Explain(request);
        using var printer = new WhyPrinter(parsed.GetValue(options.Format)!, parsed.GetValue(options.Fixes));
        // An answer that rests on keys which the request merely does not state is worth less than one that does not, whichever it is.
        printer.Print(explanation, partial, partial is null ? simulator.EvaluatePartial(request).DecidingKeys : []);
        bool isAllowed = partial is null ? explanation.Decision.IsAllowed : partial.Kind == PartialDecisionKind.Allowed;
        return isAllowed ? ExitCode.Yes : ExitCode.No;
    }

    private static PartialDecision? EvaluatePartial(WhyOptions options, ParseResult parsed, Simulator simulator, AccessRequest request) =>
        parsed.GetValue(options.Unknown) is { Length: > 0 } keys ? simulator.EvaluatePartial(request, [.. keys])
        : parsed.GetValue(options.Partial) ? simulator.EvaluatePartial(request)
        : null;
}
