using System.Text;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Statements that say the same, in whatever order and under whatever Sid.</summary>
internal sealed class RedundantStatementRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        var seen = new Dictionary<string, LintedStatement>(StringComparer.Ordinal);
        var repeated = new List<(LintedStatement Statement, LintedStatement First)>();
        foreach (LintedStatement statement in policy.Statements)
        {
            if (statement.Statement.UnknownElements.IsEmpty && !seen.TryAdd(MeaningOf(statement), statement))
            {
                repeated.Add((statement, seen[MeaningOf(statement)]));
            }
        }

        SourceSpan[] spans = repeated.Count == 0 ? [] : [.. policy.Statements.Select(static statement => statement.Statement.Span)];
        foreach ((LintedStatement statement, LintedStatement first) in repeated)
        {
            if (reporter.IsFullOfWarnings)
            {
                return;
            }

            var fix = new DiagnosticFix("remove the statement", JsonRemoval.OfEntries(spans, index => index == statement.Index));
            reporter.Report(LintDescriptors.RedundantStatement, statement.Statement.Span with { Length = 1 }, $"{statement.Name} says the same as {first.Name} in line {first.Statement.Position.Line}", "remove one of the two", fix);
        }
    }

    /// <summary>Whether two statements say the same, in whatever order and under whatever Sid.</summary>
    public static bool AreTwins(LintedStatement left, LintedStatement right) => MeaningOf(left) == MeaningOf(right);

    // Everything that decides, in an order of its own. Texts are written with their lengths, so that none runs into the next.
    private static string MeaningOf(LintedStatement linted)
    {
        PolicyStatement statement = linted.Statement;
        var text = new StringBuilder();
        Append(text, [statement.Effect?.Text ?? ""]);
        Append(text, PrincipalsOf(statement.Principal));
        Append(text, PrincipalsOf(statement.NotPrincipal));
        Append(text, statement.Action?.Values.Select(static value => AsciiFold.ToLower(value.Text)));
        Append(text, statement.NotAction?.Values.Select(static value => AsciiFold.ToLower(value.Text)));
        Append(text, statement.Resource?.Values.Select(static value => $"{value.Kind}{value.Text}"));
        Append(text, statement.NotResource?.Values.Select(static value => $"{value.Kind}{value.Text}"));
        Append(text, linted.Conditions.Select(ConditionOf));
        return text.ToString();
    }

    private static IEnumerable<string>? PrincipalsOf(PrincipalElement? element) =>
        element is null ? null : element.Wildcard is { } wildcard ? [wildcard.Text] : element.Groups.SelectMany(static group => group.Values.Select(value => $"{group.Kind.Text} {value.Text}"));

    private static string ConditionOf(LintedCondition condition)
    {
        var text = new StringBuilder();
        Append(text, [condition.Spelling.IsKnown ? condition.Spelling.Usual : condition.Element.Operator.Text, AsciiFold.ToLower(condition.KeyName)], isOrdered: true);
        Append(text, condition.Key.Values.Select(static value => value.Text));
        return text.ToString();
    }

    private static void Append(StringBuilder text, IEnumerable<string>? items, bool isOrdered = false)
    {
        if (items is null)
        {
            text.Append('-');
            return;
        }

        text.Append('[');
        foreach (string item in isOrdered ? items : items.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{item.Length}:{item}");
        }

        text.Append(']');
    }
}
