using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Policies;

namespace IamSim.Testing.Mutants.Operators;

/// <summary>Conditions that ask for something else.</summary>
internal static class ConditionChanges
{
    private static readonly (string Operator, string Opposite)[] Opposites =
    [
        ("StringEquals", "StringNotEquals"),
        ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
        ("StringLike", "StringNotLike"),
        ("NumericEquals", "NumericNotEquals"),
        ("NumericLessThan", "NumericGreaterThanEquals"),
        ("NumericLessThanEquals", "NumericGreaterThan"),
        ("DateEquals", "DateNotEquals"),
        ("DateLessThan", "DateGreaterThanEquals"),
        ("DateLessThanEquals", "DateGreaterThan"),
        ("IpAddress", "NotIpAddress"),
        ("ArnEquals", "ArnNotEquals"),
        ("ArnLike", "ArnNotLike"),
    ];

    private static readonly (string Operator, string Neighbor)[] Limits =
    [
        ("NumericLessThan", "NumericLessThanEquals"),
        ("NumericGreaterThan", "NumericGreaterThanEquals"),
        ("DateLessThan", "DateLessThanEquals"),
        ("DateGreaterThan", "DateGreaterThanEquals"),
    ];

    public static IEnumerable<Mutation> Negate(MutationSite site) => RenameEach(site, static (spelling, _) => Other(Opposites, spelling) is { } opposite ? Spell(spelling.Set, opposite, spelling.IfExists) : null)
        .Concat(FlipValues(site));

    public static IEnumerable<Mutation> MoveLimit(MutationSite site) => RenameEach(site, static (spelling, _) => Other(Limits, spelling) is { } neighbor ? Spell(spelling.Set, neighbor, spelling.IfExists) : null);

    // Without a wildcard in its values StringLike is StringEquals.
    public static IEnumerable<Mutation> Loosen(MutationSite site) => RenameEach(site, static (spelling, element) =>
        spelling.Operator!.Name is "StringEquals" or "StringNotEquals" && element.Keys.Any(static key => key.Values.Any(static value => value.Text.AsSpan().ContainsAny('*', '?')))
            ? Spell(spelling.Set, spelling.Operator.Name.Replace("Equals", "Like", StringComparison.Ordinal), spelling.IfExists)
            : null);

    public static IEnumerable<Mutation> AddIfExists(MutationSite site) => RenameEach(site, static (spelling, _) => !spelling.IfExists && MindsMissingKey(spelling) ? Spell(spelling.Set, spelling.Operator!.Name, true) : null);

    public static IEnumerable<Mutation> RemoveIfExists(MutationSite site) => RenameEach(site, static (spelling, _) => spelling.IfExists && MindsMissingKey(spelling) ? Spell(spelling.Set, spelling.Operator!.Name, false) : null);

    public static IEnumerable<Mutation> SwapSetOperator(MutationSite site) => RenameEach(site, static (spelling, _) => spelling.Set switch
    {
        SetOperator.ForAllValues => Spell(SetOperator.ForAnyValue, spelling.Operator!.Name, spelling.IfExists),
        SetOperator.ForAnyValue => Spell(SetOperator.ForAllValues, spelling.Operator!.Name, spelling.IfExists),
        _ => null,
    });

    // COND-4, COND-11: a negated operator and ForAllValues hold for a missing key anyway, and Null asks for nothing else.
    private static bool MindsMissingKey(in OperatorSpelling spelling) => !spelling.Operator!.IsNegated && spelling.Set != SetOperator.ForAllValues && spelling.Operator.Operator is not NullOperator;

    private static IEnumerable<Mutation> RenameEach(MutationSite site, Func<OperatorSpelling, ConditionOperatorElement, string?> rename)
    {
        ConditionElement? block = site.Statement.Condition;
        for (int i = 0; i < block?.Operators.Length; i++)
        {
            ConditionOperatorElement element = block.Operators[i];
            OperatorSpelling spelling = OperatorSpelling.Read(element.Operator.Text);
            if (!spelling.IsKnown || element.Keys.IsEmpty || rename(spelling, element) is not { } name)
            {
                continue;
            }

            // A block may have the operator already; its keys then belong together.
            ConditionOperatorElement renamed = element with { Operator = element.Operator with { Text = name } };
            yield return site.Change(site.Statement with { Condition = block with { Operators = block.Operators.SetItem(i, renamed) } }, element.Operator.Span, $"\"{element.Operator.Text}\"", $"\"{name}\"");
        }
    }

    // Bool and Null have no opposite but the other value.
    private static IEnumerable<Mutation> FlipValues(MutationSite site)
    {
        ConditionElement? block = site.Statement.Condition;
        for (int i = 0; i < block?.Operators.Length; i++)
        {
            ConditionOperatorElement element = block.Operators[i];
            if (OperatorSpelling.Read(element.Operator.Text).Operator?.Operator is not (BoolOperator or NullOperator))
            {
                continue;
            }

            for (int j = 0; j < element.Keys.Length; j++)
            {
                if (element.Keys[j] is { Values: [{ } value] } key && Flip(value.Text) is { } flipped)
                {
                    ConditionKeyElement changed = key with { Values = [value with { Text = flipped }] };
                    ImmutableArray<ConditionOperatorElement> operators = block.Operators.SetItem(i, element with { Keys = element.Keys.SetItem(j, changed) });
                    yield return site.Change(site.Statement with { Condition = block with { Operators = operators } }, value.Span, site.TextAt(value.Span), flipped);
                }
            }
        }
    }

    private static string? Flip(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? "false" : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? "true" : null;

    private static string? Other((string, string)[] pairs, in OperatorSpelling spelling)
    {
        foreach ((string left, string right) in pairs)
        {
            if (spelling.Operator!.Name == left || spelling.Operator.Name == right)
            {
                return spelling.Operator.Name == left ? right : left;
            }
        }

        return null;
    }

    private static string Spell(SetOperator set, string name, bool ifExists) =>
        $"{(set == SetOperator.None ? "" : set + ":")}{name}{(ifExists ? OperatorSpelling.IfExistsSuffix : "")}";
}
