using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Linting;

/// <summary>A statement as rules look at it.</summary>
internal sealed class LintedStatement
{
    public LintedStatement(LintedPolicy policy, PolicyStatement statement, int index)
    {
        Policy = policy;
        Statement = statement;
        Index = index;
        Actions = [.. (ActionElement?.Values ?? []).Select(value => new LintedAction(value, policy))];
        Resources = [.. (ResourceElement?.Values ?? []).Select(static value => new LintedResource(value))];
        Conditions =
        [
            .. from element in statement.Condition?.Operators ?? []
               let spelling = OperatorSpelling.Read(element.Operator.Text)
               from key in element.Keys
               select new LintedCondition(element, key, spelling, policy.Services),
        ];
    }

    public LintedPolicy Policy { get; }

    public PolicyStatement Statement { get; }

    /// <summary>0-based place among the statements.</summary>
    public int Index { get; }

    // GRAM-20: the effect has one spelling.
    public bool IsAllow => Statement.Effect?.Text == "Allow";

    public bool IsDeny => Statement.Effect?.Text == "Deny";

    /// <summary>Action or NotAction; <c>null</c> when there is neither.</summary>
    public PolicyElement? ActionElement => Statement.Action ?? Statement.NotAction;

    public bool IsNotAction => Statement.Action is null && Statement.NotAction is not null;

    /// <summary>The entries of <see cref="ActionElement"/>.</summary>
    public ImmutableArray<LintedAction> Actions { get; }

    /// <summary>Resource or NotResource; <c>null</c> when there is neither.</summary>
    public PolicyElement? ResourceElement => Statement.Resource ?? Statement.NotResource;

    public bool IsNotResource => Statement.Resource is null && Statement.NotResource is not null;

    /// <summary>The entries of <see cref="ResourceElement"/>.</summary>
    public ImmutableArray<LintedResource> Resources { get; }

    /// <summary>Every key of the Condition with its operator, in order.</summary>
    public ImmutableArray<LintedCondition> Conditions { get; }

    /// <summary>How a message names it: by its Sid, or by its place counted from one.</summary>
    public string Name => Statement.Sid is { Text.Length: > 0 } sid ? Json.JsonNode.Quote(sid.Text) : $"statement {Index + 1}";

    /// <summary>Whether the statement is about an action, <c>service:Name</c> in any case: Action names it or NotAction does not.</summary>
    public bool Covers(string action)
    {
        if (ActionElement is null)
        {
            return false;
        }

        bool isListed = Actions.Any(entry => entry.Matches(action));
        return isListed != IsNotAction;
    }
}
