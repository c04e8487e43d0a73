using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Linting.Rules;

/// <summary>Several numbers under one of the orders, of which one decides alone (COND-30).</summary>
internal sealed class RedundantNumberRule : ILintRule
{
    public void Check(LintedPolicy policy, LintReporter reporter)
    {
        foreach (LintedCondition condition in policy.Statements.SelectMany(static statement => statement.Conditions))
        {
            if (condition is { Spelling: { IsKnown: true, Operator.Operator: NumericOperator }, Key.Values.Length: > 1 } && DecidingValue(condition) is var decides and >= 0)
            {
                bool isUpper = condition.OperatorName.StartsWith("NumericLess", StringComparison.Ordinal);
                ConditionKeyElement key = condition.Key;
                int first = decides == 0 ? 1 : 0;
                var fix = new DiagnosticFix("keep the one value that decides", JsonRemoval.OfEntries([.. key.Values.Select(static value => value.Span)], index => index != decides));
                reporter.Report(LintDescriptors.RedundantNumber, key.Values[first].Span, $"of several values under {condition.OperatorName} only the {(isUpper ? "greatest" : "least")} counts, which is {JsonNode.Quote(key.Values[decides].Text)}", "remove the others", fix);
            }
        }
    }

    // The index of the value that decides; -1 where the operator is no order or a value is no number.
    private static int DecidingValue(LintedCondition condition)
    {
        int sign = condition.OperatorName switch
        {
            "NumericLessThan" or "NumericLessThanEquals" => 1,
            "NumericGreaterThan" or "NumericGreaterThanEquals" => -1,
            _ => 0,
        };
        int decides = -1;
        ExactNumber best = default;
        for (int i = 0; sign != 0 && i < condition.Key.Values.Length; i++)
        {
            if (!ExactNumber.TryParse(condition.Key.Values[i].Text, out ExactNumber number))
            {
                return -1;
            }

            if (decides < 0 || Math.Sign(number.Digits.CompareTo(best.Digits)) == sign)
            {
                (decides, best) = (i, number);
            }
        }

        return decides;
    }
}
