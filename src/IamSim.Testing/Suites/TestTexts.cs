using System.Collections.Immutable;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Testing.Suites;

/// <summary>Fills the parameters of a test into its texts. Not thread-safe.</summary>
internal sealed class TestTexts(ImmutableSortedDictionary<string, string> parameters, DiagnosticBag findings)
{
    /// <summary>The parameters, by name.</summary>
    public ImmutableSortedDictionary<string, string> Parameters => parameters;

    /// <summary>A text with its parameters filled in, once: what is filled in is not looked at again. <c>${…}</c> of another form than a name stays as it is.</summary>
    public string Fill(string text, JsonNode at, SourceSpan? span = null)
    {
        int start = text.IndexOf("${", StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        var filled = new StringBuilder();
        int from = 0;
        while (start >= 0)
        {
            int end = text.IndexOf('}', start);
            if (end < 0)
            {
                break;
            }

            string name = text[(start + 2)..end];
            if (IsName(name))
            {
                filled.Append(text, from, start - from).Append(ValueOf(name, at, span));
                from = end + 1;
            }

            start = text.IndexOf("${", end, StringComparison.Ordinal);
        }

        return filled.Append(text, from, text.Length - from).ToString();
    }

    public static bool IsName(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private string ValueOf(string name, JsonNode at, SourceSpan? span)
    {
        if (parameters.TryGetValue(name, out string? value))
        {
            return value;
        }

        string known = parameters.IsEmpty ? "the test has no 'each'" : $"expected one of {string.Join(", ", parameters.Keys)}";
        findings.Add(PolicyTestDiagnostics.UnknownParameter, at.Source, span ?? at.Span, $"there is no parameter {JsonNode.Quote(name)}: {known}", Suggestion.DidYouMean(name, parameters.Keys) ?? "give it a value in each mapping of 'each'");
        return "";
    }
}
