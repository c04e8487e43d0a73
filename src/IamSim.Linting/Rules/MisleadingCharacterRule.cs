using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Names that read like others. An escape such as <c>\u0430</c> brings any character past the check of the text (GRAM-7).</summary>
internal sealed class MisleadingCharacterRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        string source = policy.Document.Source.Text;
        foreach (PolicyValue value in policy.Statements.SelectMany(static statement => Texts(statement.Statement)))
        {
            if (MisleadingText.Find(value.Text) is { } found)
            {
                string code = char.IsSurrogatePair(value.Text, found.Index) ? $"U+{char.ConvertToUtf32(value.Text, found.Index):X4}" : $"U+{(int)value.Text[found.Index]:X4}";
                reporter.Report(LintDescriptors.MisleadingCharacter, SpanOf(source, value, found.Index), $"{JsonNode.Quote(value.Text)} holds {code}, {found.Description}", found.Help);
            }
        }
    }

    private static IEnumerable<PolicyValue> Texts(PolicyStatement statement)
    {
        IEnumerable<PolicyElement?> elements = [statement.Action, statement.NotAction, statement.Resource, statement.NotResource];
        IEnumerable<PrincipalElement?> principals = [statement.Principal, statement.NotPrincipal];
        IEnumerable<PolicyValue> sid = statement.Sid is { } named ? [named] : [];
        return sid
            .Concat(principals.OfType<PrincipalElement>().SelectMany(static element => element.Groups).SelectMany(static group => group.Values.Prepend(group.Kind)))
            .Concat(elements.OfType<PolicyElement>().SelectMany(static element => element.Values))
            .Concat((statement.Condition?.Operators ?? []).SelectMany(static test => test.Keys.SelectMany(static key => key.Values.Prepend(key.Key)).Prepend(test.Operator)));
    }

    // The place of a character of the value in the JSON, where escapes are longer than what they stand for.
    private static SourceSpan SpanOf(string source, PolicyValue value, int index)
    {
        int at = value.Span.Start;
        int end = Math.Min(value.Span.End, source.Length);
        if (at >= end || source[at] != '"')
        {
            return value.Span;
        }

        at++;
        for (int i = 0; i < index && at < end; i++)
        {
            at += LengthAt(source, at);
        }

        int length = at < end ? LengthAt(source, at) : 0;
        return length > 0 && at + length < end ? new SourceSpan(at, length) : value.Span;
    }

    private static int LengthAt(string source, int at) => source[at] != '\\' ? 1 : at + 1 < source.Length && source[at + 1] == 'u' ? 6 : 2;
}
