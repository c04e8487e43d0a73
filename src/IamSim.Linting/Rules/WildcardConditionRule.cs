using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Linting.Rules;

/// <summary>Conditions whose value matches anything: they only ask whether the key is there, or ask nothing.</summary>
internal sealed class WildcardConditionRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedStatement statement in policy.Statements)
        {
            foreach (LintedCondition condition in statement.Conditions)
            {
                // Of "*" under a key of ids the validator has told.
                if (!reporter.IsFullOfWarnings && condition.Compares() && !GlobalKeyTypes.IsIdentifier(condition.KeyName) && condition.Key.Values.Any(value => MatchesEverything(condition, value.Text)))
                {
                    Check(statement, condition, reporter);
                }
            }
        }
    }

    private static bool MatchesEverything(LintedCondition condition, string value) => condition.Spelling.Operator!.Operator switch
    {
        StringLikeOperator => value.Length > 0 && !value.AsSpan().ContainsAnyExcept('*'),
        // COND-73: under an ARN operator a lone star matches nothing.
        ArnLikeOperator => value == "arn:*:*:*:*:*",
        _ => false,
    };

    private static void Check(LintedStatement statement, LintedCondition condition, LintReporter reporter)
    {
        OperatorSpelling spelling = condition.Spelling;
        bool isNegated = condition.IsNegated();
        SourceSpan span = condition.Key.Key.Span;
        string key = JsonNode.Quote(condition.KeyName);
        string value = condition.Spelling.Operator!.Operator is ArnLikeOperator ? "any ARN" : "\"*\"";
        switch (spelling.Set, isNegated, spelling.IfExists)
        {
            case (SetOperator.ForAnyValue, true, false):
                reporter.Report(LintDescriptors.NeverMatchingKey, span, $"no value of {key} differs from {value}, so {spelling.Usual} never holds and the statement never matches", "remove the statement, or compare with something else");
                break;
            case (SetOperator.None or SetOperator.ForAllValues, true, _):
                reporter.Report(LintDescriptors.EquivalentToNullTrue, span, $"{spelling.Usual} with {value} only asks whether {key} is missing", $"write \"Null\": {{\"{condition.KeyName}\": \"true\"}}");
                break;
            case (SetOperator.None or SetOperator.ForAnyValue, false, false):
                reporter.Report(LintDescriptors.EquivalentToNullFalse, span, $"{spelling.Usual} with {value} only asks whether {key} is there", statement.DemandsKey(condition.KeyName) ? "remove it: Null asks that already" : $"write \"Null\": {{\"{condition.KeyName}\": \"false\"}}");
                break;
            case (SetOperator.ForAllValues, false, _) when condition.IsStringLike() && !condition.IsSingleValued():
            case (SetOperator.None, false, true) when condition.IsStringLike() && condition.IsSingleValued():
                reporter.Report(LintDescriptors.RedundantKey, span, $"{spelling.Usual} with {value} holds whatever {key} is, so it imposes nothing", "remove the key, or compare with something else", Removal(statement, condition));
                break;
        }
    }

    // With the last key of an operator the operator goes, and with the last operator the Condition.
    private static DiagnosticFix Removal(LintedStatement statement, LintedCondition condition)
    {
        ConditionElement block = statement.Statement.Condition!;
        ConditionOperatorElement element = condition.Element;
        ImmutableArray<TextEdit> edits = element.Keys.Length > 1
            ? JsonRemoval.OfEntries([.. element.Keys.Select(static key => Member(key.Key.Span, key.Span))], index => ReferenceEquals(element.Keys[index], condition.Key))
            : block.Operators.Length > 1
            ? JsonRemoval.OfEntries([.. block.Operators.Select(static named => Member(named.Operator.Span, named.Span))], index => ReferenceEquals(block.Operators[index], element))
            : [JsonRemoval.OfMember(statement.Statement.Source.Text, block.Span)];
        return new DiagnosticFix("remove the key that imposes nothing", edits);
    }

    private static SourceSpan Member(SourceSpan name, SourceSpan value) => new(name.Start, value.End - name.Start);
}
