using IamSim.Policies;

namespace IamSim;

/// <summary>The answer to an <see cref="AccessRequest"/>. <c>default</c> is <see cref="DecisionKind.ImplicitDeny"/> by nobody.</summary>
public readonly record struct Decision
{
    /// <summary>Allowed, implicitly denied or explicitly denied.</summary>
    public DecisionKind Kind { get; internal init; }

    /// <summary>The layer that decided; of several, the first in AWS's order.</summary>
    public DecisionSource DecidedBy { get; internal init; }

    /// <summary>Every layer that has to change for the request to be allowed: those with a matching Deny, or those that miss an Allow.</summary>
    public DecisionSources BlockedBy { get; internal init; }

    /// <summary>The rule that decided when <see cref="DecidedBy"/> is <see cref="DecisionSource.NamedRule"/>; otherwise <c>null</c>.</summary>
    public NamedRule? Rule { get; internal init; }

    /// <summary>The statement that decided: the Deny, or the Allow of the deciding layer; <c>null</c> when no statement did.</summary>
    public PolicyStatement? Statement { get; internal init; }

    /// <summary>What had to be assumed.</summary>
    public DecisionAssumptions Assumptions { get; internal init; }

    /// <summary>Whether the request is allowed.</summary>
    public bool IsAllowed => Kind == DecisionKind.Allowed;

    /// <summary>The kind and the place of the deciding statement or the name of the deciding rule.</summary>
    public override string ToString() => (Statement, Rule) switch
    {
        ({ } statement, _) => $"{Kind} by {statement}",
        (_, { } rule) => $"{Kind} by {rule.Id} ({rule.Name})",
        _ => Kind.ToString(),
    };
}
