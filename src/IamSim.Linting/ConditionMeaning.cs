using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Linting;

/// <summary>What a key of a Condition asks, as far as rules need it.</summary>
internal static class ConditionMeaning
{
    /// <summary>Whether it compares values: its operator is known and not Null, and it has values to compare with.</summary>
    public static bool Compares(this LintedCondition condition) => condition.Spelling.IsKnown && !condition.IsNull && !condition.Key.Values.IsEmpty;

    /// <summary>Whether a request without the key fails it (COND-3, COND-5, COND-12).</summary>
    public static bool FailsWithoutKey(this LintedCondition condition) => condition.Compares() && !condition.HoldsWithoutKey();

    /// <summary>Whether a request without the key passes it (COND-4, COND-5, COND-11).</summary>
    public static bool HoldsWithoutKey(this LintedCondition condition)
    {
        OperatorSpelling spelling = condition.Spelling;
        return condition.Compares() && (spelling.IfExists || spelling.Set == SetOperator.ForAllValues || (spelling.Operator!.IsNegated && spelling.Set == SetOperator.None));
    }

    public static bool IsNegated(this LintedCondition condition) => condition.Spelling.Operator is { IsNegated: true };

    public static bool IsKey(this LintedCondition condition, string key) => AsciiFold.Equals(condition.KeyName, key);

    /// <summary>Whether it compares text by wildcards: StringLike or StringNotLike with any modifier.</summary>
    public static bool IsStringLike(this LintedCondition condition) => condition.Spelling is { IsKnown: true, Operator.Operator: StringLikeOperator };

    /// <summary>Whether it compares text, with or without wildcards.</summary>
    public static bool IsStringComparison(this LintedCondition condition) => condition.Spelling is { IsKnown: true, Operator.Operator: StringLikeOperator or StringEqualsOperator };

    /// <summary>Whether it is a Null with this one value, <c>true</c> or <c>false</c>.</summary>
    public static bool IsNullTest(this LintedCondition condition, string value) =>
        condition.IsNull && condition.Key.Values is [{ Text: var text }] && AsciiFold.Equals(text, value);

    /// <summary>Whether a statement has some comparison with a key that asks for its value.</summary>
    public static bool Compares(this LintedStatement statement, string key) => statement.Conditions.Any(condition => condition.Compares() && condition.IsKey(key));

    /// <summary>Whether a key is known to have one value at most.</summary>
    public static bool IsSingleValued(this LintedCondition condition) =>
        GlobalKeys.IsKnown(condition.KeyName) ? !GlobalKeys.IsMultivalued(condition.KeyName) : condition.Definition is { IsMultivalued: false };

    /// <summary>Whether some condition of the statement says that the key is there.</summary>
    public static bool DemandsKey(this LintedStatement statement, string key) =>
        statement.Conditions.Any(condition => condition.IsKey(key) && condition.Spelling.Set == SetOperator.None && condition.IsNullTest("false"));

    /// <summary>The entries of one kind in Principal; nothing of NotPrincipal.</summary>
    public static IEnumerable<PolicyValue> PrincipalsOf(this LintedStatement statement, string kind) =>
        (statement.Statement.Principal?.Groups ?? []).Where(group => group.Kind.Text == kind).SelectMany(static group => group.Values);
}
