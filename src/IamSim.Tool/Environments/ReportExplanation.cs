using IamSim.Environments;
using IamSim.Explanations;

namespace IamSim.Tool.Environments;

/// <summary>One of several explanations of a row.</summary>
/// <param name="Name">What it explains: an action, or a time. The name of its member in JSON.</param>
/// <param name="Sentence">The answer in one line.</param>
/// <param name="Explain">Tells why.</param>
internal sealed record ReportExplanation(string Name, string Sentence, Func<Explanation> Explain)
{
    // An explanation takes a page of text, and some milliseconds.
    private const int Most = 2000;

    /// <summary>An explanation of an answer.</summary>
    public static ReportExplanation Of(string name, AccessAnswer answer) => new(name, $"{name}: {SentenceOf(answer)}", answer.Explain);

    /// <summary>An answer in one line, with the resource that it is about.</summary>
    public static string SentenceOf(AccessAnswer answer)
    {
        bool isConditional = answer.State == AccessState.Depends && answer.Partial.Kind == PartialEvaluation.PartialDecisionKind.Depends;
        return $"{EnvironmentCommand.Word(answer.State)} on {answer.Request.Resources[0].Arn}: {(isConditional ? $"allowed if {answer.Partial.Residual}" : answer.DecisionText)}";
    }

    /// <summary>Why a row is as it is, in one line; empty where there is nothing to tell.</summary>
    public static string SentenceOf(ReportRow row) =>
        row.Explain is { } why ? DecisionText.Headline(why().Decision) : string.Join("; ", row.Explanations.Select(static part => part.Sentence));

    /// <summary>Whether so many can be explained; tells on standard error when they cannot.</summary>
    /// <param name="count">How many.</param>
    /// <param name="what">What they are.</param>
    /// <param name="options">The options that choose fewer.</param>
    public static bool AreFew(long count, string what, string options)
    {
        if (count <= Most)
        {
            return true;
        }

        Console.Error.WriteLine($"iamsim: --explain would explain {count} {what}, expected at most {Most}: choose fewer with {options}");
        return false;
    }
}
