using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Validation;

/// <summary>Conditions that AWS saves but that ask something else than they seem to.</summary>
internal sealed class ConditionChecks(PolicyReporter reporter, VariableChecks variables)
{
    private readonly ConditionTypeChecks _types = new(reporter);
    private readonly AddressChecks _addresses = new(reporter);

    public void Check(ConditionElement? condition)
    {
        if (condition is null)
        {
            return;
        }

        if (condition.Operators.IsEmpty)
        {
            reporter.Report(DiagnosticDescriptors.EmptyCondition, condition.Span, "an empty Condition imposes nothing", "remove it, or say what must hold", PolicyFixes.Remove(reporter.Document, "remove the empty Condition", condition.NameSpan, condition.Span));
        }

        HashSet<string> present = KeysThatMustExist(condition);
        foreach (ConditionOperatorElement element in condition.Operators)
        {
            if (element.Keys.IsEmpty)
            {
                reporter.Report(DiagnosticDescriptors.EmptyCondition, element.Span, $"the condition operator {JsonNode.Quote(element.Operator.Text)} has no key and imposes nothing", "remove it, or say which key it compares", PolicyFixes.Remove(reporter.Document, "remove the operator without keys", element.Operator.Span, element.Span));
            }

            OperatorSpelling spelling = OperatorSpelling.Read(element.Operator.Text);
            if (spelling.IsKnown)
            {
                CheckOperator(element, spelling, present);
            }
        }
    }

    // A Null: false beside ForAllValues takes away the case of the missing key.
    private static HashSet<string> KeysThatMustExist(ConditionElement condition) =>
        condition.Operators
            .Where(static element => AsciiFold.Equals(element.Operator.Text, "Null"))
            .SelectMany(static element => element.Keys)
            .Where(static key => key.Values is [{ Text: var text }] && AsciiFold.Equals(text, "false"))
            .Select(static key => key.Key.Text)
            .ToHashSet(AsciiFold.Comparer.Instance);

    private void CheckOperator(ConditionOperatorElement element, OperatorSpelling spelling, HashSet<string> present)
    {
        bool isNull = spelling.Operator!.Operator is NullOperator;
        if (isNull && spelling.Set != SetOperator.None)
        {
            string answer = spelling.Set == SetOperator.ForAllValues ? "always holds" : "never holds";
            reporter.Report(DiagnosticDescriptors.NullWithSetOperator, element.Operator.Span, $"'{spelling.Usual}' {answer}, whatever the key", "write Null without a set operator");
        }

        foreach (ConditionKeyElement key in element.Keys)
        {
            CheckKey(key);
            CheckValues(key, spelling);
            if (!isNull)
            {
                _types.Check(element.Operator, key, spelling);
                CheckSetOperator(key, spelling, present);
            }
        }
    }

    private void CheckKey(ConditionKeyElement element)
    {
        string key = element.Key.Text;
        if (key.IndexOf(':', StringComparison.Ordinal) <= 0)
        {
            reporter.Report(DiagnosticDescriptors.ConditionKeyWithoutPrefix, element.Key.Span, $"the condition key {JsonNode.Quote(key)} has no prefix and is in no request", Suggestion.DidYouMean("aws:" + key, GlobalKeys.Names) ?? "write prefix:name, such as aws:username or s3:prefix");
        }
        else if (AsciiFold.Equals(key, "aws:ARN"))
        {
            reporter.Report(DiagnosticDescriptors.DeprecatedKey, element.Key.Span, "the condition key 'aws:ARN' is deprecated", "write aws:PrincipalArn");
        }
    }

    private void CheckValues(ConditionKeyElement element, OperatorSpelling spelling)
    {
        string key = element.Key.Text;
        if (element.Values.IsEmpty)
        {
            reporter.Report(DiagnosticDescriptors.NoConditionValue, element.Span, $"{JsonNode.Quote(element.Key.Text)} is compared with no value and {MeaningOfNoValue(spelling)}", "name a value, or remove the key");
        }

        bool isIdentifier = spelling.Operator!.Operator is StringLikeOperator && GlobalKeyTypes.IsIdentifier(key);
        foreach (PolicyValue value in element.Values)
        {
            if (spelling.Operator.Operator.ReplacesVariables)
            {
                variables.Check(value);
            }

            if (isIdentifier && value.Text.AsSpan().ContainsAny('*', '?') && !value.Text.Contains("${", StringComparison.Ordinal))
            {
                reporter.Report(DiagnosticDescriptors.WildcardInIdentifier, value.Span, $"{JsonNode.Quote(key)} holds ids that AWS hands out, so {JsonNode.Quote(value.Text)} {(spelling.Operator.IsNegated ? "spares" : "lets in")} whoever has a similar one", value.Text == "*" ? $"to ask whether the key is there write \"Null\": {{\"{key}\": \"false\"}}" : "write every id in full");
            }

            if (spelling.Operator.Operator is IpAddressOperator)
            {
                _addresses.Check(key, value);
            }
        }
    }

    // COND-16.
    private static string MeaningOfNoValue(OperatorSpelling spelling) => spelling switch
    {
        { Operator.Operator: NullOperator } => "matches nothing",
        { Operator.IsNegated: true, Set: SetOperator.ForAnyValue } => "holds whenever it has a value",
        { Operator.IsNegated: true } => "always holds",
        { Set: SetOperator.ForAllValues } or { IfExists: true } => "holds only where the key is missing",
        _ => "never holds",
    };

    private void CheckSetOperator(ConditionKeyElement element, OperatorSpelling spelling, HashSet<string> present)
    {
        string key = element.Key.Text;
        bool isSingle = (GlobalKeys.IsPlain(key) && !GlobalKeys.IsMultivalued(key)) || GlobalKeys.IsTag(key);
        // COND-4, COND-11: without the set operator a negated one holds for a missing key just the same.
        if (spelling.Set == SetOperator.ForAllValues && isSingle && !spelling.Operator!.IsNegated && !spelling.IfExists && !present.Contains(key))
        {
            string usual = spelling.Operator.Name;
            reporter.Report(DiagnosticDescriptors.ForAllValuesOfOne, element.Key.Span, $"{JsonNode.Quote(key)} has one value, and ForAllValues:{usual} also holds when it is missing", $"write {usual}, or {usual}IfExists if a missing key is to pass");
        }
    }
}
