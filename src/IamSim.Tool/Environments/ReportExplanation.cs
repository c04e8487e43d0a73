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
    /// <param name="answer">The answer.</param>
    /// <param name="name">The name; <c>null</c> for the action.</param>
    public static ReportExplanation Of(AccessAnswer answer, string? name = null) => new(
        name ?? answer.Request.Action.Text, $"{(name is null ? "" : $"{name}: ")}{answer.Request.Action} on {answer.Request.Resources[0].Arn}: {Why(answer)}", answer.Explain);

    /// <summary>Why a row is as it is, in one line; empty where there is nothing to tell.</summary>
    public static string SentenceOf(ReportRow row) =>
        row.Explain is { } why ? DecisionText.Headline(why().Decision) : string.Join("; ", row.Explanations.Select(static part => part.Sentence));

    private static string Why(AccessAnswer answer) => answer switch
    {
        // The explanation is about a request without those keys.
        { State: AccessState.Depends, Partial.Kind: PartialEvaluation.PartialDecisionKind.Depends } => $"depends: allowed if {answer.Partial.Residual}",
        { State: AccessState.Depends } => $"depends: {answer.DecisionText}",
        { Decision.Kind: DecisionKind.ImplicitDeny } => DecisionText.Headline(answer.Decision),
        _ => answer.DecisionText,
    };

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
