using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>Writes a case as a test of a suite file.</summary>
internal static class SuggestedTestText
{
    /// <summary>The text, ending in a line break, as it stands under <c>tests:</c>.</summary>
    public static string Write(PolicyMutant mutant, PolicyTestCase one)
    {
        var text = new StringBuilder();
        Line(text, $"  - name: {Quote($"notices {mutant.Operator} at {mutant.Place}")}");
        Line(text, $"    principal: {Quote(one.Principal.Text)}");
        KeyValuePair<string, ContextValue>[] context = [.. one.Conditions.Context.OrderBy(static pair => pair.Key, StringComparer.Ordinal)];
        if (context.Length > 0)
        {
            Line(text, $"    context: {{ {string.Join(", ", context.Select(static pair => $"{Quote(pair.Key)}: {ValueOf(pair.Value)}"))} }}");
        }

        Tags(text, "requestTags", one.Conditions.RequestTags);
        Tags(text, "sessionTags", one.Conditions.SessionTags);
        if (one.Conditions.Time is { } time)
        {
            Line(text, $"    time: {Quote(time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))}");
        }

        Line(text, $"    {Table(one.Expected)}: {{ {Quote(one.Action.Text)}: {Quote(one.Resource)} }}");
        return text.ToString();
    }

    private static void Tags(StringBuilder text, string name, ImmutableDictionary<string, string> tags)
    {
        if (!tags.IsEmpty)
        {
            Line(text, $"    {name}: {{ {string.Join(", ", tags.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{Quote(pair.Key)}: {Quote(pair.Value)}"))} }}");
        }
    }

    private static string Table(ExpectedDecision expected) => expected switch
    {
        ExpectedDecision.Allow => "allow",
        ExpectedDecision.ImplicitDeny => "implicit",
        ExpectedDecision.ExplicitDeny => "explicit",
        _ => "deny",
    };

    private static string ValueOf(ContextValue value) =>
        value.IsAbsent ? "null" : value.IsMultivalued ? $"[{string.Join(", ", value.Select(Quote))}]" : Quote(value.ToString());

    // A JSON string is one of YAML too.
    private static string Quote(string text) => $"\"{PrintableText.JsonEncoder.Encode(text)}\"";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
