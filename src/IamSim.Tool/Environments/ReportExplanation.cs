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

    /// <summary>An explanation of an answer. Where it depends on context keys, the explanation is about values of them with which it is allowed, if there are such.</summary>
    public static ReportExplanation Of(AccessAnswer answer) => Of(answer.Request.Action.Text, answer, answer.FindAllowed());

    /// <summary>The explanations of an answer before and after, both about the same values of context keys. Who or what was not there has none.</summary>
    public static ReportExplanation[] Of(AccessAnswer? before, AccessAnswer? after)
    {
        AccessAnswer? more = (before?.State ?? AccessState.Denied) > (after?.State ?? AccessState.Denied) ? before : after;
        AccessConditions? found = more?.FindAllowed()?.Conditions;
        return [.. new[] { ("before", before), ("after", after) }.Where(static side => side.Item2 is not null).Select(side => Of(side.Item1, side.Item2!, found is null ? null : side.Item2!.Under(found)))];
    }

    private static ReportExplanation Of(string name, AccessAnswer answer, AccessAnswer? settled)
    {
        string with = settled is null ? "" : $"; with {string.Join(", ", settled.Conditions.Context.Select(static pair => $"{pair.Key}={pair.Value}"))}: {Why(settled)}";
        string lead = name == answer.Request.Action.Text ? "" : $"{name}: ";
        return new ReportExplanation(name, $"{lead}{answer.Request.Action} on {answer.Request.Resources[0].Arn}: {Why(answer)}{with}", (settled ?? answer).Explain);
    }

    /// <summary>Why a row is as it is, in one line; empty where there is nothing to tell.</summary>
    public static string SentenceOf(ReportRow row) =>
        row.Explain is { } why ? DecisionText.Headline(why().Decision) : string.Join("; ", row.Explanations.Select(static part => part.Sentence));

    private static string Why(AccessAnswer answer) => answer switch
    {
        { State: AccessState.Depends, Decision.IsAllowed: true } => answer.DecisionText,
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
