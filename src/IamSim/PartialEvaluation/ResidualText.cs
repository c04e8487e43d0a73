using System.Buffers;
using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.PartialEvaluation;

/// <summary>Tells residual conditions as text.</summary>
internal static class ResidualText
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create(" ,()[]'\t\r\n");

    public static string Render(ResidualCondition condition) => condition.Kind switch
    {
        ResidualConditionKind.All when condition.IsAlways => "always",
        ResidualConditionKind.Any when condition.IsNever => "never",
        ResidualConditionKind.All => string.Join(" and ", condition.Operands.Select(Operand)),
        ResidualConditionKind.Any => string.Join(" or ", condition.Operands.Select(Operand)),
        ResidualConditionKind.Not => $"not ({condition.Operands[0]})",
        _ => Render(condition.Test!),
    };

    public static string Render(ResidualTest test)
    {
        string what = test.Kind switch
        {
            ResidualTestKind.Condition => $"{test.ConditionKey!.Key} {test.Operator} {Values(test.ConditionKey.Values.Select(static value => value.Text))}{(test.NamesResource ? $" for {test.ResourceArn}" : "")}",
            ResidualTestKind.Resource => $"{(test.Statement!.Resource is null ? "NotResource" : "Resource")} {Values(test.ResourceElement!.Values.Select(static value => value.Text))} matches {test.ResourceArn}",
            _ => $"encryption context {Constraint(test.Grant!)}",
        };
        return PrintableText.Line($"{what} ({Place(test)})");
    }

    private static string Operand(ResidualCondition operand) =>
        operand.Kind is ResidualConditionKind.All or ResidualConditionKind.Any ? $"({operand})" : operand.ToString();

    private static string Place(ResidualTest test) => test is { Statement: { } statement, Span: { } span }
        ? $"{statement.Source.Name ?? "<policy>"}:{statement.Source.GetPosition(span.Start)}"
        : $"grant to {test.Grant!.GranteePrincipal}";

    private static string Constraint(KmsGrant grant)
    {
        IEnumerable<string> parts =
        [
            .. grant.EncryptionContextSubset is { } subset ? [$"contains {Pairs(subset)}"] : Array.Empty<string>(),
            .. grant.EncryptionContextEquals is { } equals ? [$"equals {Pairs(equals)}"] : Array.Empty<string>(),
        ];
        return string.Join(" and ", parts);
    }

    private static string Pairs(ImmutableDictionary<string, string> pairs) =>
        $"{{{string.Join(", ", pairs.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key}={pair.Value}"))}}}";

    private static string Values(IEnumerable<string> values)
    {
        string[] texts = [.. values.Select(static value => IsPlain(value) ? value : JsonNode.Quote(value))];
        return texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }

    // Anything that could be read as a part of the line is quoted.
    private static bool IsPlain(string value) => value.Length > 0 && !value.AsSpan().ContainsAny(Delimiters);
}
