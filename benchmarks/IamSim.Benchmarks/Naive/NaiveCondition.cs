using IamSim.Policies;

namespace IamSim.Benchmarks.Naive;

/// <summary>Condition blocks: the operator's name is taken apart and its values are read anew for each request.</summary>
internal static class NaiveCondition
{
    public static bool Holds(ConditionElement condition, NaiveRequest request, bool hasVariables)
    {
        foreach (ConditionOperatorElement test in condition.Operators)
        {
            foreach (ConditionKeyElement key in test.Keys)
            {
                request.Context.TryGetValue(key.Key.Text, out string[]? present);
                if (!Holds(test.Operator.Text, key, present, request, hasVariables))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool Holds(string name, ConditionKeyElement key, string[]? present, NaiveRequest request, bool hasVariables)
    {
        string? set = null;
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            (set, name) = (name[..colon], name[(colon + 1)..]);
        }

        bool ifExists = name.EndsWith("IfExists", StringComparison.Ordinal);
        name = ifExists ? name[..^"IfExists".Length] : name;
        if (name == "Null")
        {
            bool isNull = present is null || present.All(static value => value.Length == 0);
            return set is not null ? set == "ForAllValues" : key.Values.Any(value => string.Equals(value.Text, "true", StringComparison.OrdinalIgnoreCase) == isNull);
        }

        bool negated = name.Contains("Not", StringComparison.Ordinal);
        name = name.Replace("Not", "", StringComparison.Ordinal);
        if (present is null || present.Length == 0)
        {
            return ifExists || (set is null ? negated : set == "ForAllValues");
        }

        bool Passes(string value) => key.Values.Any(wanted => Compare(name, wanted.Text, value, request, hasVariables)) != negated;
        return set switch
        {
            "ForAllValues" => present is [""] || present.All(Passes),
            "ForAnyValue" => present.Any(Passes),
            _ => present.Length == 1 && Passes(present[0]),
        };
    }

    private static bool Compare(string name, string wanted, string value, NaiveRequest request, bool hasVariables)
    {
        if (!name.StartsWith("String", StringComparison.Ordinal) && !name.StartsWith("Arn", StringComparison.Ordinal))
        {
            return NaiveValues.Compare(name, wanted, value);
        }

        if (NaiveVariables.Expand(wanted, request.Context, hasVariables) is not { } expanded)
        {
            return false;
        }

        return name switch
        {
            "StringLike" => NaiveWildcard.Matches(expanded, value),
            "ArnLike" or "ArnEquals" => NaiveWildcard.ArnMatches(expanded, value),
            _ => string.Equals(
                NaiveWildcard.Unescape(expanded),
                value,
                name == "StringEqualsIgnoreCase" ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal),
        };
    }
}
