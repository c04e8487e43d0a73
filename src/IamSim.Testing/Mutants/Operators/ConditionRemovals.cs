using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Testing.Mutants.Operators;

/// <summary>Conditions, or parts of them, taken away.</summary>
internal static class ConditionRemovals
{
    public static IEnumerable<Mutation> Block(MutationSite site) => site.Statement.Condition is { } block
        ? [site.Change(site.Statement with { Condition = null }, block.Span, $"\"Condition\": {site.TextAt(block.Span)}", "")]
        : [];

    public static IEnumerable<Mutation> Operator(MutationSite site)
    {
        if (site.Statement.Condition is not { Operators.Length: > 1 } block)
        {
            yield break;
        }

        for (int i = 0; i < block.Operators.Length; i++)
        {
            ConditionOperatorElement element = block.Operators[i];
            yield return Change(site, block.Operators.RemoveAt(i), element.Operator, $"\"{element.Operator.Text}\": {site.TextAt(element.Span)}");
        }
    }

    public static IEnumerable<Mutation> Key(MutationSite site)
    {
        ConditionElement? block = site.Statement.Condition;
        for (int i = 0; i < block?.Operators.Length; i++)
        {
            ConditionOperatorElement element = block.Operators[i];
            for (int j = 0; element.Keys.Length > 1 && j < element.Keys.Length; j++)
            {
                ConditionKeyElement key = element.Keys[j];
                yield return Change(site, block.Operators.SetItem(i, element with { Keys = element.Keys.RemoveAt(j) }), key.Key, $"\"{key.Key.Text}\": {site.TextAt(key.Span)}");
            }
        }
    }

    public static IEnumerable<Mutation> Value(MutationSite site)
    {
        ConditionElement? block = site.Statement.Condition;
        for (int i = 0; i < block?.Operators.Length; i++)
        {
            ConditionOperatorElement element = block.Operators[i];
            for (int j = 0; j < element.Keys.Length; j++)
            {
                ConditionKeyElement key = element.Keys[j];
                for (int k = 0; key.Values.Length > 1 && k < key.Values.Length; k++)
                {
                    ConditionKeyElement rest = key with { Values = key.Values.RemoveAt(k) };
                    yield return Change(site, block.Operators.SetItem(i, element with { Keys = element.Keys.SetItem(j, rest) }), key.Values[k], site.TextAt(key.Values[k].Span));
                }
            }
        }
    }

    private static Mutation Change(MutationSite site, ImmutableArray<ConditionOperatorElement> operators, PolicyValue place, string before) =>
        site.Change(site.Statement with { Condition = site.Statement.Condition! with { Operators = operators } }, place.Span, before, "");
}
