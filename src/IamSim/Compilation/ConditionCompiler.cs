using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Matching;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Compilation;

/// <summary>Compiles Condition blocks (GRAM-30 to GRAM-37, section 2).</summary>
internal sealed class ConditionCompiler(PolicyReporter reporter, GrammarRow grammar, EvaluationOptions options, bool variables)
{
    private Action<NamedOperator, PolicyValue, string, string?>? _report;

    /// <summary>Compiles a block. <paramref name="hasUnknownTest"/> is set when a lenient compile met an operator it does not know.</summary>
    public Condition[] Compile(ConditionElement? block, ref bool hasUnknownTest)
    {
        if (block is null)
        {
            return [];
        }

        int count = 0;
        foreach (ConditionOperatorElement element in block.Operators)
        {
            count += element.Keys.Length;
        }

        var conditions = new Condition[count];
        count = 0;
        foreach (ConditionOperatorElement element in block.Operators)
        {
            // GRAM-30, GRAM-34: an operator without keys imposes nothing, and IAM does not even look at its name.
            if (element.Keys.IsEmpty)
            {
                continue;
            }

            if (TryReadOperator(block, element.Operator, out NamedOperator? named, out ConditionModifiers modifiers))
            {
                ReportDuplicateKeys(element);
                foreach (ConditionKeyElement key in element.Keys)
                {
                    conditions[count++] = CompileKey(element, key, named!, modifiers);
                }
            }
            else
            {
                hasUnknownTest = true;
            }
        }

        return count == conditions.Length ? conditions : conditions[..count];
    }

    private Condition CompileKey(ConditionOperatorElement written, ConditionKeyElement element, NamedOperator named, ConditionModifiers modifiers)
    {
        KnownKey? known = GlobalKeys.Find(element.Key.Text);
        CheckKey(element, known, named, modifiers);
        CheckValues(element, named);
        bool replaces = variables && named.Operator.ReplacesVariables;
        var reader = new OperandReader(element.Values, replaces, named, _report ??= ReportValue);
        return new Condition(new ConditionSource(written, element, replaces), known?.Key ?? new ContextKey(element.Key.Text), named, modifiers, named.Operator.Prepare(reader));
    }

    private bool TryReadOperator(ConditionElement block, PolicyValue written, out NamedOperator? named, out ConditionModifiers modifiers)
    {
        OperatorSpelling spelling = OperatorSpelling.Read(written.Text);
        named = spelling.Operator;
        modifiers = new ConditionModifiers(spelling.Set, spelling.IfExists, options.ForAnyValueIfExistsMatchesMissingKey);
        if (!spelling.IsKnown)
        {
            reporter.Report(DiagnosticDescriptors.UnknownOperator, written.Span, $"unknown condition operator {JsonNode.Quote(written.Text)}", reporter.IsFullOfErrors ? null : SuggestOperator(written.Text, spelling));
            return false;
        }

        if (spelling.IfExists && named!.Operator is NullOperator)
        {
            reporter.Report(DiagnosticDescriptors.InvalidOperatorForm, written.Span, "Null takes no IfExists", "Null already asks whether the key exists");
            return false;
        }

        if (!OperatorSpelling.IsUsual(written.Text))
        {
            CheckCase(block, written, spelling.Usual);
        }

        return true;
    }

    private static string? SuggestOperator(string written, OperatorSpelling spelling)
    {
        if (written.Contains("::", StringComparison.Ordinal))
        {
            return "one colon stands between the set operator and the operator";
        }

        if (Suggestion.Closest(spelling.BaseName, ConditionOperators.Names) is not { } closest)
        {
            return spelling.Prefix is null ? null : "a set operator is ForAllValues: or ForAnyValue:";
        }

        string prefix = spelling.Prefix is null ? "" : Suggestion.Closest(spelling.Prefix, ["ForAllValues", "ForAnyValue"]) is { } set ? set + ":" : "";
        return $"did you mean '{prefix}{closest}{(spelling.IfExists ? OperatorSpelling.IfExistsSuffix : "")}'?";
    }

    private void CheckCase(ConditionElement block, PolicyValue written, string usual)
    {
        if (string.Equals(usual, written.Text, StringComparison.Ordinal))
        {
            return;
        }

        string message = $"the condition operator {JsonNode.Quote(written.Text)} is usually written '{usual}'";
        if (grammar.ChecksOperatorCase)
        {
            reporter.Report(DiagnosticDescriptors.UnknownOperator, written.Span, message, "S3 refuses any other spelling", reporter.IsFullOfErrors ? null : PolicyFixes.OperatorCase(block, written, usual));
        }
        else
        {
            reporter.Warn(DiagnosticDescriptors.OperatorCase, written.Span, message, fix: reporter.IsFullOfWarnings ? null : PolicyFixes.OperatorCase(block, written, usual));
        }
    }

    private void ReportDuplicateKeys(ConditionOperatorElement element)
    {
        if (element.Keys.Length == 1)
        {
            return;
        }

        var seen = new HashSet<string>(AsciiFold.Comparer.Instance);
        foreach (ConditionKeyElement key in element.Keys)
        {
            if (!seen.Add(key.Key.Text))
            {
                reporter.Report(DiagnosticDescriptors.DuplicateConditionKey, key.Key.Span, $"the condition key {JsonNode.Quote(key.Key.Text)} stands twice under '{element.Operator.Text}', in different case", "context keys compare without case: merge the values");
            }
        }
    }

    private void CheckKey(ConditionKeyElement element, KnownKey? known, NamedOperator named, ConditionModifiers modifiers)
    {
        string key = element.Key.Text;
        if (known is null)
        {
            CheckName(element, key);
        }

        // Null asks for the key, not for its values.
        if (modifiers.Set == SetOperator.None && named.Operator is not NullOperator && (known?.IsMultivalued ?? GlobalKeys.IsMultivalued(key)))
        {
            reporter.Warn(DiagnosticDescriptors.MissingSetOperator, element.Key.Span, $"'{key}' is multivalued and matches nothing without a set operator", "put ForAnyValue: or ForAllValues: in front of the operator");
        }
    }

    private void CheckName(ConditionKeyElement element, string key)
    {
        if (GlobalKeys.LacksTagKey(key))
        {
            reporter.Report(DiagnosticDescriptors.InvalidConditionKey, element.Key.Span, $"the condition key {JsonNode.Quote(key)} names no tag", "write aws:PrincipalTag/your-tag-key");
        }
        else if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase) && !GlobalKeys.IsKnown(key))
        {
            reporter.Warn(DiagnosticDescriptors.UnknownGlobalKey, element.Key.Span, $"the global condition key {JsonNode.Quote(key)} is not known", reporter.IsFullOfWarnings ? null : Suggestion.DidYouMean(key, GlobalKeys.Names));
        }

        if (key.Contains("${", StringComparison.Ordinal))
        {
            reporter.Warn(DiagnosticDescriptors.MisplacedVariable, element.Key.Span, "policy variables are not replaced in condition keys");
        }
    }

    private void CheckValues(ConditionKeyElement element, NamedOperator named)
    {
        if (named.Operator is BoolOperator && element.Values.Length > 1)
        {
            reporter.Report(DiagnosticDescriptors.MultipleBooleans, element.Span, "Bool compares with one value", "true and false together match every boolean: remove the condition, or one of them");
        }

        foreach (PolicyValue value in element.Values)
        {
            if (named.Operator.ReplacesVariables)
            {
                CheckText(value, named);
            }
        }
    }

    private void CheckText(PolicyValue value, NamedOperator named)
    {
        bool plain = !value.Text.Contains("${", StringComparison.Ordinal);
        if (variables && !plain)
        {
            CheckVariables(value);
        }

        if (!named.Operator.HasWildcards && plain && value.Text.AsSpan().ContainsAny('*', '?'))
        {
            reporter.Warn(DiagnosticDescriptors.WildcardWithoutLike, value.Span, $"{named.Name} takes {JsonNode.Quote(value.Text)} literally", named.IsNegated ? "wildcards work under StringNotLike" : "wildcards work under StringLike");
        }

        if (named.Operator is ArnLikeOperator && plain && !ArnLikeOperator.IsArn(value.Text))
        {
            reporter.Warn(DiagnosticDescriptors.ShortArnPattern, value.Span, $"{JsonNode.Quote(value.Text)} has fewer than six parts and matches no ARN", "write every part: arn:partition:service:region:account:resource");
        }
    }

    // On its own, so that only here something is made for the delegate to hold.
    private void CheckVariables(PolicyValue value) =>
        VariableSyntax.Split(value.Text, fault => reporter.Report(DiagnosticDescriptors.InvalidVariable, value.Span, fault, "write ${key} or ${key, 'default'}; ${$} is a literal dollar sign"));

    private void ReportValue(NamedOperator named, PolicyValue value, string expected, string? help)
    {
        string message = $"{named.Name} expects {expected}, but found {JsonNode.Quote(value.Text)}";
        // OQ-5: one AWS page allows variables under Bool, another does not; they are not replaced, and the value matches nothing.
        if (named.Operator is BoolOperator && value.Text.Contains("${", StringComparison.Ordinal))
        {
            reporter.Warn(DiagnosticDescriptors.VariableNotReplaced, value.Span, $"policy variables are not replaced under {named.Name}, so {JsonNode.Quote(value.Text)} matches nothing", help);
            return;
        }

        reporter.Report(DiagnosticDescriptors.InvalidConditionValue, value.Span, message, help ?? (value.Text.Contains("${", StringComparison.Ordinal) ? "policy variables are replaced under String and ARN operators only" : null));
    }
}
