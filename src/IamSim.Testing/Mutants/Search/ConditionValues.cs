using System.Globalization;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Evaluation;
using IamSim.Explanations;
using IamSim.Matching;
using IamSim.Services;

namespace IamSim.Testing.Mutants.Search;

/// <summary>Values of a context key that a condition may tell apart: those it names, their neighbors, something else, and none.</summary>
internal static class ConditionValues
{
    private const string Example = "example";
    private const long LeastSeconds = -62_135_596_800;
    private const long MostSeconds = 253_402_300_799;

    private static readonly string[] Addresses = ["203.0.113.1", "198.51.100.1", "192.0.2.1"];

    /// <summary>The values, the condition's own first, absence last.</summary>
    public static IEnumerable<ContextValue> Of(Condition condition, EvaluationContext context)
    {
        bool isList = GlobalKeys.IsMultivalued(condition.Key.Name) || (condition.Set != SetOperator.None && !GlobalKeys.IsKnown(condition.Key.Name));
        string[] operands = [.. condition.Source.Key.Values
            .Select(value => VariableExpansion.Of(value.Text, condition.Source.ReplacesVariables, context))
            .Where(static expansion => expansion.Unresolved is null)
            .Select(static expansion => expansion.Text)];
        string[] texts = [.. operands.SelectMany(operand => TextsOf(condition, operand)).Concat(OthersOf(condition)).Distinct(StringComparer.Ordinal)];
        foreach (string text in texts)
        {
            yield return isList ? ContextValue.Create([text]) : text;
        }

        if (isList && texts.Length > 1)
        {
            // What ForAllValues and ForAnyValue tell apart.
            yield return ContextValue.Create([texts[0], texts[^1]]);
        }

        yield return ContextValue.Absent;
    }

    private static IEnumerable<string> TextsOf(Condition condition, string operand)
    {
        switch (condition.Operator.Operator)
        {
            case NumericOperator when decimal.TryParse(operand, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number) && Math.Abs(number) < decimal.MaxValue - 1:
                return [operand, (number - 1).ToString(CultureInfo.InvariantCulture), (number + 1).ToString(CultureInfo.InvariantCulture)];
            case DateOperator when Instant.TryParse(operand, out Instant instant) && instant.Seconds is > LeastSeconds + 1 and < MostSeconds - 1:
                return [operand, ContextCandidates.Text(instant.Seconds - 1), ContextCandidates.Text(instant.Seconds + 1)];
            case IpAddressOperator:
                return [operand.Split('/')[0]];
            case NullOperator:
                return [];
            case { HasWildcards: true } when operand.AsSpan().ContainsAny('*', '?'):
                return [ContextCandidates.Fill(operand)];
            case StringEqualsOperator when operand.AsSpan().ContainsAny('*', '?'):
                // Literal under this operator, a pattern under the one that a mutant has.
                return [operand, ContextCandidates.Fill(operand)];
            default:
                return [operand];
        }
    }

    private static string[] OthersOf(Condition condition) => condition.Operator.Operator switch
    {
        BoolOperator => ["true", "false"],
        NumericOperator => ["0"],
        IpAddressOperator => Addresses,
        DateOperator => [],
        ArnLikeOperator => ["arn:aws:example:us-east-1:111122223333:example"],
        BinaryEqualsOperator => ["ZXhhbXBsZQ=="],
        _ => [Example, Example + "-2"],
    };
}
