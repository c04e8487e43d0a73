using System.Globalization;
using System.Runtime.CompilerServices;
using IamSim.Diagnostics;

namespace IamSim.Explanations;

/// <summary>
/// Sentences that quote other people: what stands in the holes of a <see cref="FormattableString"/> comes from a policy or a request, unless
/// it is a sentence itself. A renderer decides how the quoted parts are set apart, so that none of them can pass for something else.
/// </summary>
internal static class Wording
{
    /// <summary>For a line of a terminal.</summary>
    public static string Plain(FormattableString sentence) => PrintableText.Line(Format(sentence, static text => text));

    /// <summary>With every quoted part passed through a function.</summary>
    public static string Format(FormattableString sentence, Func<string, string> quote) =>
        string.Format(CultureInfo.InvariantCulture, sentence.Format, [.. sentence.GetArguments().Select(object? (part) => part is FormattableString inner ? Format(inner, quote) : quote(part?.ToString() ?? ""))]);

    /// <summary>A sentence where a string would be taken.</summary>
    public static FormattableString Say(FormattableString sentence) => sentence;

    /// <summary>A sentence without quotes in it.</summary>
    public static FormattableString Own(string text) => FormattableStringFactory.Create(text.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));

    /// <summary>The first of several sentences in one, and how many more there are.</summary>
    public static FormattableString JoinSome(string separator, IEnumerable<FormattableString> sentences, int maximum)
    {
        FormattableString[] all = [.. sentences];
        FormattableString first = Join(separator, all.Take(maximum));
        return all.Length <= maximum ? first : Say($"{first}{Own($" and {all.Length - maximum} more")}");
    }

    /// <summary>Several sentences in one.</summary>
    public static FormattableString Join(string separator, IEnumerable<FormattableString> sentences)
    {
        object[] parts = [.. sentences];
        return FormattableStringFactory.Create(string.Join(separator, parts.Select(static (_, i) => $"{{{i}}}")), parts);
    }
}
