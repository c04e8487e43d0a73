using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Linting;

/// <summary>Whether one statement is about everything that another one is about. Every <c>true</c> is right; what cannot be told is <c>false</c>.</summary>
internal static class StatementCover
{
    /// <summary>Whether every request that a statement matches is one that another one matches.</summary>
    public static bool Covers(LintedStatement general, LintedStatement specific, ref WorkBudget budget)
    {
        if (specific.IsNotAction || !CoversResourcesAndCallers(general, specific, ref budget))
        {
            return false;
        }

        foreach (LintedAction action in specific.Actions)
        {
            if (!action.IsWellFormed || !CoversAction(general, action, ref budget))
            {
                return false;
            }
        }

        return specific.Actions.Length > 0;
    }

    /// <summary>The same whatever the action.</summary>
    public static bool CoversResourcesAndCallers(LintedStatement general, LintedStatement specific, ref WorkBudget budget)
    {
        if (!budget.TryTake() || specific.IsNotResource || general.ActionElement is null || !CoversPrincipals(general.Statement, specific.Statement) || !IsImplied(general, specific, ref budget))
        {
            return false;
        }

        if (general.ResourceElement is null || specific.ResourceElement is null)
        {
            return general.ResourceElement is null && specific.ResourceElement is null;
        }

        foreach (LintedResource resource in specific.Resources)
        {
            if (!CoversResource(general, resource, ref budget))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every action that an entry names is one that a statement is about.</summary>
    public static bool CoversAction(LintedStatement statement, LintedAction action, ref WorkBudget budget)
    {
        foreach (LintedAction entry in statement.Actions)
        {
            if (!entry.IsWellFormed || !budget.TryTake())
            {
                return false;
            }

            if (statement.IsNotAction ? Intersects(entry.Folded, action.Folded) : entry.IsEverything || WildcardAlgebra.Covers(entry.Folded, action.Folded))
            {
                return !statement.IsNotAction;
            }
        }

        return statement.IsNotAction;
    }

    /// <summary>Whether every resource that an entry names is one that a statement is about.</summary>
    private static bool CoversResource(LintedStatement statement, LintedResource resource, ref WorkBudget budget)
    {
        foreach (LintedResource entry in statement.Resources)
        {
            if (!budget.TryTake())
            {
                return false;
            }

            bool decides = statement.IsNotResource
                ? entry.HasVariable || resource.HasVariable || !entry.IsSpelledOut || !resource.IsSpelledOut || WildcardAlgebra.Intersects(entry.Text, resource.Text)
                : ResourceCoverage.Covers(entry.Text, resource.Text);
            if (decides)
            {
                return !statement.IsNotResource;
            }
        }

        return statement.IsNotResource;
    }

    /// <summary>Whether every caller that a statement names is one that another one names. Without Principal both are about the same caller.</summary>
    private static bool CoversPrincipals(PolicyStatement general, PolicyStatement specific)
    {
        if (general.NotPrincipal is not null || specific.NotPrincipal is not null)
        {
            return false;
        }

        if (general.Principal is not { } all || specific.Principal is not { } some)
        {
            return general.Principal is null && specific.Principal is null;
        }

        return all.Wildcard?.Text == "*" || (some.Wildcard is null && some.Groups.All(group => group.Values.All(value => Names(all, group.Kind.Text, value.Text))));
    }

    /// <summary>Whether the conditions of a statement hold whenever those of another one do.</summary>
    private static bool IsImplied(LintedStatement general, LintedStatement specific, ref WorkBudget budget)
    {
        foreach (LintedCondition wanted in general.Conditions)
        {
            bool isGiven = false;
            foreach (LintedCondition given in specific.Conditions)
            {
                if (!budget.TryTake())
                {
                    return false;
                }

                if (Implies(given, wanted))
                {
                    isGiven = true;
                    break;
                }
            }

            if (!isGiven)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Intersects(string left, string right) => left == "*:*" || right == "*:*" || WildcardAlgebra.Intersects(left, right);

    private static bool Names(PrincipalElement principal, string kind, string value) =>
        principal.Groups.Any(group => group.Kind.Text == kind && group.Values.Any(entry => entry.Text == value || (kind == "AWS" && entry.Text == "*")));

    private static bool Implies(LintedCondition given, LintedCondition wanted)
    {
        // The names first: to spell an operator is dearer.
        if (!AsciiFold.Equals(given.KeyName, wanted.KeyName) || !given.Spelling.IsKnown || !wanted.Spelling.IsKnown || given.Spelling.Usual != wanted.Spelling.Usual)
        {
            return false;
        }

        HashSet<string> narrow = Texts(given), wide = Texts(wanted);
        // More values make a test easier to pass, or a negated one harder.
        return wanted.Spelling.Operator!.IsNegated ? wide.IsSubsetOf(narrow) : narrow.IsSubsetOf(wide);
    }

    private static HashSet<string> Texts(LintedCondition condition) => [.. condition.Key.Values.Select(static value => value.Text)];
}
