using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.PartialEvaluation;

/// <summary>
/// What a test is, whatever it looks like: two tests with the same text come out the same whatever the unknown keys are. Known variables are
/// replaced, the order of values does not count, and a key whose value comes from the resource is another one for each resource.
/// </summary>
internal sealed class TestIdentity
{
    private readonly StringBuilder _text = new();
    private readonly CheckScope _scope;

    private TestIdentity(CheckScope scope) => _scope = scope;

    public static string Of(Condition condition, CheckScope scope)
    {
        var identity = new TestIdentity(scope);
        NamedOperator named = condition.Operator;
        // ArnEquals and ArnLike are one operator (COND-71).
        string name = ConditionOperators.All.First(entry => entry.Operator == named.Operator && entry.IsNegated == named.IsNegated).Name;
        identity.Append("condition").Append(condition.Modifiers.Set.ToString()).Append(name).Append(condition.Modifiers.IfExists ? "IfExists" : "").AppendKey(condition.Key);
        identity.AppendSet(condition.Source.Key.Values.Select(value => Expand(value.Text, condition.Source.ReplacesVariables, named.Operator.HasWildcards, scope)).OfType<string>());
        return identity._text.ToString();
    }

    public static string Of(CompiledStatement statement, TextPattern[] open, CheckScope scope)
    {
        var identity = new TestIdentity(scope);
        identity.Append(statement.ResourcesAreExcluded ? "notresource" : "resource").Append(scope.ResourceText);
        identity.AppendSet(open.Select(pattern => Expand(pattern.Text, replaces: true, wildcards: true, scope)).OfType<string>());
        return identity._text.ToString();
    }

    public static string Of(KmsGrant grant, CheckScope scope)
    {
        var identity = new TestIdentity(scope);
        identity.Append("grant").Append(grant.EncryptionContextEquals is null ? "contains" : "equals");
        identity.AppendPairs(grant.EncryptionContextSubset);
        identity.AppendPairs(grant.EncryptionContextEquals);
        return identity._text.ToString();
    }

    private void AppendPairs(ImmutableDictionary<string, string>? pairs) =>
        AppendSet((pairs ?? ImmutableDictionary<string, string>.Empty).Select(static pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key.Length}:{pair.Key}={pair.Value}")));

    // With its length in front no part can be taken for two.
    private TestIdentity Append(string part)
    {
        _text.Append(CultureInfo.InvariantCulture, $"{part.Length}:").Append(part);
        return this;
    }

    private void AppendSet(IEnumerable<string> parts)
    {
        _text.Append('{');
        foreach (string part in parts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            Append(part);
        }

        _text.Append('}');
    }

    private void AppendKey(ContextKey key)
    {
        if (_scope.Context.IsUnknown(key))
        {
            Append(NameOf(key, _scope));
            return;
        }

        bool present = _scope.Context.TryGet(key, out ContextView view);
        Append(present ? view.IsMultivalued ? "list" : "text" : "absent");
        foreach (string member in view.Many ?? [view.Single.ToString()])
        {
            Append(member);
        }
    }

    private static string NameOf(ContextKey key, CheckScope scope)
    {
        string name = "unknown " + AsciiFold.ToLower(key.Name);
        return scope.Context.ComesFromResource(key) ? string.Create(CultureInfo.InvariantCulture, $"{name} of {scope.ResourceIndex}") : name;
    }

    /// <summary>A policy value with its known variables replaced, a backslash before what is literal; <c>null</c> when it covers nothing (VAR-6).</summary>
    private static string? Expand(string text, bool replaces, bool wildcards, CheckScope scope)
    {
        if (!replaces)
        {
            return Escape(text, literal: !wildcards);
        }

        var expanded = new StringBuilder();
        foreach (TemplatePart part in VariableSyntax.Split(text, null))
        {
            if (part.Variable is not { } variable)
            {
                expanded.Append(Escape(part.Text, part.IsEscaped || !wildcards));
            }
            else if (scope.Context.IsUnknownVariable(variable.Key))
            {
                string fallback = variable.Default is { } value ? Escape(value, literal: true) : "\\none";
                expanded.Append("\\{").Append(Escape(NameOf(variable.Key, scope), literal: true)).Append("\\|").Append(fallback).Append("\\}");
            }
            else if (scope.Context.TryGetVariable(variable.Key, out ReadOnlySpan<char> value))
            {
                expanded.Append(Escape(value.ToString(), literal: true));
            }
            else if (variable.Default is { } fallback)
            {
                expanded.Append(Escape(fallback, literal: true));
            }
            else
            {
                return null;
            }
        }

        return expanded.ToString();
    }

    private static string Escape(string text, bool literal)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal);
        return literal ? escaped.Replace("*", "\\*", StringComparison.Ordinal).Replace("?", "\\?", StringComparison.Ordinal) : escaped;
    }
}
