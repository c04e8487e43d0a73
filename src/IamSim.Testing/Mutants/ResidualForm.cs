using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Writes what has to hold of the unknown keys so that equal texts mean equal conditions, wherever their tests are written.</summary>
internal static class ResidualForm
{
    /// <summary>The text; <c>null</c> where a test is more than its text.</summary>
    public static string? Of(ResidualCondition condition)
    {
        if (condition.Test is { } test)
        {
            return Of(test);
        }

        string?[] operands = [.. condition.Operands.Select(Of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return Array.Exists(operands, static operand => operand is null) ? null
            : operands.Length == 1 && condition.Kind != ResidualConditionKind.Not ? operands[0]
            : $"{condition.Kind}({string.Join('\u0003', operands)})";
    }

    // What a variable or a resource stands for depends on the statement.
    private static string? Of(ResidualTest test)
    {
        if (test is not { Kind: ResidualTestKind.Condition, ConditionKey: { } key, Operator: { } name, DependsOnResource: false }
            || key.Values.Any(static value => value.Text.Contains("${", StringComparison.Ordinal)))
        {
            return null;
        }

        IEnumerable<string> values = key.Values.Select(static (PolicyValue value) => value.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return $"{name.Text}\u0001{AsciiFold.ToLower(key.Key.Text)}\u0001{string.Join('\u0002', values)}";
    }
}
