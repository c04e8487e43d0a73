using System.Text;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Linting;

/// <summary>Whether two tests of a single-valued key exclude each other. Every <c>true</c> is right; what cannot be told is <c>false</c>.</summary>
internal static class ConditionContradiction
{
    public static bool Exists(LintedCondition left, LintedCondition right, bool replacesVariables, ref WorkBudget budget)
    {
        if (left.IsNull || right.IsNull)
        {
            return left.IsNull ? Excludes(left, right) : Excludes(right, left);
        }

        // Where neither asks for the key, a request without it passes both.
        if (!NeedsKey(left) && !NeedsKey(right))
        {
            return false;
        }

        if (replacesVariables && (HasVariable(left) || HasVariable(right)))
        {
            return false;
        }

        bool leftIsNegated = left.Spelling.Operator!.IsNegated, rightIsNegated = right.Spelling.Operator!.IsNegated;
        return (leftIsNegated, rightIsNegated) switch
        {
            (false, false) => ForAll(left, right, ref budget, static (one, other) => !CanMeet(one, other)),
            (false, true) => NeedsKey(left) && IsInside(left, right, ref budget),
            (true, false) => NeedsKey(right) && IsInside(right, left, ref budget),
            _ => false,
        };
    }

    // COND-6: true asks for a missing key. An empty value counts as missing for Null, and is there for the others.
    private static bool Excludes(LintedCondition isNull, LintedCondition other) =>
        isNull.Key.Values is [{ Text: var text }] && AsciiFold.Equals(text, "true") && !other.IsNull && NeedsKey(other) && other.Key.Values.All(static value => value.Text.Length > 0 && !value.Text.AsSpan().ContainsAny('*', '$'));

    // COND-3.
    private static bool NeedsKey(LintedCondition condition) => !condition.Spelling.IfExists && !condition.Spelling.Operator!.IsNegated;

    private static bool HasVariable(LintedCondition condition) =>
        condition.Spelling.Operator!.Operator.ReplacesVariables && condition.Key.Values.Any(static value => value.Text.Contains("${", StringComparison.Ordinal));

    private static bool ForAll(LintedCondition left, LintedCondition right, ref WorkBudget budget, Func<Operand, Operand, bool> holds)
    {
        foreach (PolicyValue one in left.Key.Values)
        {
            foreach (PolicyValue other in right.Key.Values)
            {
                if (!budget.TryTake() || !holds(new Operand(left, one.Text), new Operand(right, other.Text)))
                {
                    return false;
                }
            }
        }

        return true;
    }

    // Every value that passes the first is one that the second one, without its negation, takes.
    private static bool IsInside(LintedCondition narrow, LintedCondition wide, ref WorkBudget budget)
    {
        foreach (PolicyValue one in narrow.Key.Values)
        {
            bool isTaken = false;
            foreach (PolicyValue other in wide.Key.Values)
            {
                if (!budget.TryTake())
                {
                    return false;
                }

                isTaken |= Covers(new Operand(wide, other.Text), new Operand(narrow, one.Text));
            }

            if (!isTaken)
            {
                return false;
            }
        }

        return true;
    }

    private static bool CanMeet(Operand left, Operand right)
    {
        if (left.Pattern is not null && right.Pattern is not null)
        {
            bool fold = left.IgnoresCase || right.IgnoresCase;
            if (fold && (!Ascii.IsValid(left.Pattern) || !Ascii.IsValid(right.Pattern)))
            {
                // COND-21: without case other letters are equal too.
                return true;
            }

            return WildcardPairs(fold ? AsciiLower(left.Pattern) : left.Pattern, fold ? AsciiLower(right.Pattern) : right.Pattern, left.IsLiteral, right.IsLiteral);
        }

        if (left.Operator is BoolOperator && right.Operator is BoolOperator)
        {
            return !bool.TryParse(left.Text, out bool one) || !bool.TryParse(right.Text, out bool other) || one == other;
        }

        if (left.Operator is IpAddressOperator && right.Operator is IpAddressOperator)
        {
            return !IpRange.TryParse(left.Text, out IpRange one) || !IpRange.TryParse(right.Text, out IpRange other) || one.IsMapped || other.IsMapped
                || one.Network.IsIPv6 != other.Network.IsIPv6 || one.Contains(other.Network) || other.Contains(one.Network);
        }

        return OrderedOperand.TryRead(left.Name, left.Text) is not { } first || OrderedOperand.TryRead(right.Name, right.Text) is not { } second || first.CanMeet(second);
    }

    private static bool Covers(Operand wide, Operand narrow)
    {
        if (wide.Pattern is not null && narrow.Pattern is not null)
        {
            // A literal is covered where it is matched. What an Arn operator matches is less than its text suggests.
            return narrow.IsLiteral && !narrow.IgnoresCase && (wide.IsLiteral
                ? wide.IgnoresCase ? AsciiFold.Equals(wide.Text, narrow.Text) : wide.Text == narrow.Text
                : wide.Operator is StringLikeOperator && WildcardAlgebra.Matches(wide.Text, narrow.Text));
        }

        return wide.Operator is IpAddressOperator && narrow.Operator is IpAddressOperator
            && IpRange.TryParse(wide.Text, out IpRange range) && IpRange.TryParse(narrow.Text, out IpRange inner) && !range.IsMapped && !inner.IsMapped
            && range.Network.IsIPv6 == inner.Network.IsIPv6 && range.PrefixLength <= inner.PrefixLength && range.Contains(inner.Network);
    }

    // A star of a literal is a star and no wildcard.
    private static bool WildcardPairs(string left, string right, bool leftIsLiteral, bool rightIsLiteral) => (leftIsLiteral, rightIsLiteral) switch
    {
        (true, true) => left == right,
        (true, false) => WildcardAlgebra.Matches(right, left),
        (false, true) => WildcardAlgebra.Matches(left, right),
        _ => WildcardAlgebra.Intersects(left, right),
    };

    private static string AsciiLower(string text) => AsciiFold.ToLower(text);

    /// <summary>One value of a test.</summary>
    private readonly struct Operand(LintedCondition condition, string text)
    {
        public string Text => text;

        public string Name => condition.OperatorName;

        public ConditionOperator Operator => condition.Spelling.Operator!.Operator;

        // Arn operators cut their patterns at colons, which only makes them match less.
        public string? Pattern => Operator is StringEqualsOperator or StringLikeOperator or ArnLikeOperator ? text : null;

        public bool IsLiteral => Operator is StringEqualsOperator;

        public bool IgnoresCase => condition.OperatorName.EndsWith("IgnoreCase", StringComparison.Ordinal);
    }
}
