using System.Numerics;
using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <content>Condition blocks (section 2).</content>
internal static partial class ReferenceEvaluator
{
    private static readonly string[] BaseOperators =
    [
        "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
        "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
        "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
        "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnNotEquals", "ArnLike", "ArnNotLike", "Null",
    ];

    // COND-1: all operators, all keys. GRAM-34: an empty block imposes nothing.
    private static bool ConditionHolds(Check check, PolicyDocument policy, ConditionElement? condition, bool deny) =>
        condition is null || condition.Operators.All(op => op.Keys.All(key => TestHolds(check, policy, op.Operator.Text, key, deny)));

    private static bool TestHolds(Check check, PolicyDocument policy, string written, ConditionKeyElement key, bool deny)
    {
        // GRAM-31.
        bool forAll = written.StartsWith("ForAllValues:", StringComparison.OrdinalIgnoreCase);
        bool forAny = written.StartsWith("ForAnyValue:", StringComparison.OrdinalIgnoreCase);
        string rest = forAll || forAny ? written[(written.IndexOf(':', StringComparison.Ordinal) + 1)..] : written;
        bool ifExists = rest.EndsWith("IfExists", StringComparison.OrdinalIgnoreCase);
        rest = ifExists ? rest[..^"IfExists".Length] : rest;
        string? name = Array.Find(BaseOperators, known => known.Equals(rest, StringComparison.OrdinalIgnoreCase));
        if (name is null || (name == "Null" && ifExists))
        {
            // A test that cannot be understood counts as true in a Deny and as false in an Allow.
            return deny;
        }

        ContextValue value = ValueOf(check, key.Key.Text);
        // OQ-6: the empty string is null data, and so is a list without anything else.
        bool isNull = value.IsAbsent || value.All(static text => text.Length == 0);
        if (name == "Null")
        {
            // COND-6, COND-7.
            return forAll || (!forAny && key.Values.Any(wanted => SameWord(wanted.Text, isNull ? "true" : "false")));
        }

        bool Satisfies(string text) => ValueSatisfies(check, policy, name, key, text);
        bool negated = name.Contains("Not", StringComparison.Ordinal);
        if (forAll)
        {
            // COND-11, COND-13, COND-15.
            return isNull || value.All(Satisfies);
        }

        if (forAny)
        {
            // COND-12 to COND-15, OQ-8.
            return value.IsAbsent ? ifExists && check.Options.ForAnyValueIfExistsMatchesMissingKey : value.Any(Satisfies);
        }

        // COND-3 to COND-5; the empty list is a row of the decision table. COND-10, OQ-7: a list needs a set operator.
        return value.IsAbsent || !value.Any() ? ifExists || negated : !value.IsMultivalued && Satisfies(value.ToString());
    }

    /// <summary>One request value against the policy values of a key: OR, or NOR for a negated operator (COND-1, COND-2, COND-16).</summary>
    private static bool ValueSatisfies(Check check, PolicyDocument policy, string name, ConditionKeyElement key, string text)
    {
        // OQ-10: a malformed request value satisfies neither polarity. COND-63, OQ-12.
        bool unmap = check.Options.UnmapIPv4MappedAddresses;
        bool wellFormed = Family(name) switch
        {
            "Numeric" => ParseNumber(text) is not null,
            "Date" => ParseInstant(text) is not null,
            "Ip" => ParseAddress(text, unmap) is not null,
            "Arn" => text.Split(':', 6) is { Length: 6 } parts && parts[0] == "arn",
            "Binary" => ParseBytes(text) is not null,
            "Bool" => SameWord(text, "true") || SameWord(text, "false"),
            _ => true,
        };
        if (!wellFormed)
        {
            return false;
        }

        bool matched = key.Values.Any(wanted => Compare(check, policy, name, text, wanted.Text));
        return name.Contains("Not", StringComparison.Ordinal) ? !matched : matched;
    }

    private static string Family(string name) =>
        Array.Find(["String", "Numeric", "Date", "Bool", "Binary", "Arn"], family => Starts(name, family)) ?? "Ip";

    /// <summary>One request value against one policy value, the negation left aside. A malformed policy value matches nothing (COND-31).</summary>
    private static bool Compare(Check check, PolicyDocument policy, string name, string actual, string wanted)
    {
        switch (Family(name))
        {
            case "String" or "Arn":
                // VAR-1, VAR-6: without a value it does not match.
                return Expand(check, wanted, HasVariables(policy)) is { } pattern && CompareText(name, actual, pattern);
            case "Numeric":
                return Ordered(name, ParseNumber(actual), ParseNumber(wanted));
            case "Date":
                return Ordered(name, ParseInstant(actual), ParseInstant(wanted));
            case "Bool":
                // COND-50, OQ-11.
                return SameWord(actual, wanted);
            case "Binary":
                // COND-80.
                return ParseBytes(wanted) is { } bytes && bytes.AsSpan().SequenceEqual(ParseBytes(actual));
            default:
                return ParseRange(wanted) is { } range
                    && ((ParseAddress(actual, check.Options.UnmapIPv4MappedAddresses) is { } address && range.Contains(address))
                        // A range in the mapped form is meant for mapped addresses.
                        || (range is { First: { Bits: 128 } first, PrefixLength: >= 96 } && first.Number >> 32 == 0xFFFF && ParseAddress(actual, unmap: false) is { } mapped && range.Contains(mapped)));
        }
    }

    private static bool CompareText(string name, string actual, List<Symbol> pattern)
    {
        if (Starts(name, "Arn"))
        {
            // COND-71.
            return ArnGlob(pattern, actual);
        }

        if (name.EndsWith("Like", StringComparison.Ordinal))
        {
            return Glob(pattern, actual);
        }

        // COND-20, COND-21.
        string wanted = string.Concat(pattern.Select(static symbol => symbol.CodePoint > 0xFFFF ? char.ConvertFromUtf32(symbol.CodePoint) : ((char)symbol.CodePoint).ToString()));
        return name.EndsWith("IgnoreCase", StringComparison.Ordinal)
            ? wanted.Select(char.ToLowerInvariant).SequenceEqual(actual.Select(char.ToLowerInvariant))
            : wanted == actual;
    }

    private static bool Ordered(string name, BigInteger? actual, BigInteger? wanted) => actual is { } left && wanted is { } right && name switch
    {
        _ when name.EndsWith("LessThan", StringComparison.Ordinal) => left < right,
        _ when name.EndsWith("LessThanEquals", StringComparison.Ordinal) => left <= right,
        _ when name.EndsWith("GreaterThan", StringComparison.Ordinal) => left > right,
        _ when name.EndsWith("GreaterThanEquals", StringComparison.Ordinal) => left >= right,
        _ => left == right,
    };

    private static bool SameWord(string left, string right) => (left, right) switch
    {
        _ when LowerAscii(left) == "true" => LowerAscii(right) == "true",
        _ when LowerAscii(left) == "false" => LowerAscii(right) == "false",
        _ => false,
    };
}
