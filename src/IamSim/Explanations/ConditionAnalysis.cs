using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Compares a condition with the context of a request.</summary>
internal static class ConditionAnalysis
{
    public static ConditionExplanation Analyze(Condition condition, SourceText source, EvaluationContext context)
    {
        ConditionKeyElement element = condition.Source.Key;
        bool present = context.TryGet(condition.Key, out ContextView view);
        // The values are what a reader looks for; without any, or where they go over several lines, the key.
        bool isOneLine = source.GetPosition(element.Span.Start).Line == source.GetPosition(element.Span.End).Line;
        SourceSpan span = element.Values.IsEmpty || !isOneLine ? element.Key.Span : element.Span;
        return new ConditionExplanation(Compare(condition, present, view, context), condition.Holds(context), condition.Source.Operator.Operator, element.Key, span)
        {
            Value = present ? view.ToValue() : ContextValue.Absent,
            Origin = context.OriginOf(condition.Key),
            Operands = [.. element.Values.Select(value => Expand(value, condition.Source.ReplacesVariables, context))],
        };
    }

    private static ConditionOperand Expand(PolicyValue value, bool replaces, EvaluationContext context)
    {
        bool hasVariables = value.Text.Contains("${", StringComparison.Ordinal);
        VariableExpansion expansion = VariableExpansion.Of(value.Text, replaces, context);
        return new ConditionOperand(value, hasVariables && replaces ? expansion.Text : null, expansion.Unresolved?.Key.Name) { HasLiteralVariable = hasVariables && !replaces };
    }

    private static ConditionOutcome Compare(Condition condition, bool present, ContextView view, EvaluationContext context)
    {
        if (condition.Operator.Operator is NullOperator)
        {
            return present && !view.IsNullSet ? ConditionOutcome.KeyPresent : ConditionOutcome.KeyMissing;
        }

        if (!present || (view.Many is { Length: 0 }))
        {
            return ConditionOutcome.KeyMissing;
        }

        if (view.Many is not { } many)
        {
            return Name(condition.Match(view.Single, context));
        }

        if (condition.Set == SetOperator.None)
        {
            return ConditionOutcome.SetOperatorMissing;
        }

        // The first value that settles the question: for ForAllValues the one that fails, for ForAnyValue the one that holds.
        bool all = condition.Set == SetOperator.ForAllValues;
        foreach (string value in many)
        {
            OperandMatch match = condition.Match(value, context);
            bool holds = match != OperandMatch.Malformed && (match == OperandMatch.Some) != condition.Operator.IsNegated;
            if (holds != all)
            {
                return Name(match);
            }
        }

        return Name(condition.Match(many[0], context));
    }

    private static ConditionOutcome Name(OperandMatch match) => match switch
    {
        OperandMatch.Some => ConditionOutcome.ValueMatches,
        OperandMatch.None => ConditionOutcome.ValueDiffers,
        _ => ConditionOutcome.ValueMalformed,
    };
}
