using IamSim.Policies;

namespace IamSim;

/// <summary>The answer to an <see cref="AccessRequest"/>. <c>default</c> is <see cref="DecisionKind.ImplicitDeny"/> by nobody.</summary>
public readonly record struct Decision
{
    // Two words, so that a decision travels in registers: the statement or the rule, and the rest one byte each.
    private readonly object? _reason;
    private readonly uint _facts;

    internal Decision(DecisionKind kind, DecisionSource decidedBy, DecisionSources blockedBy, object? reason)
    {
        _reason = reason;
        _facts = (uint)kind | ((uint)decidedBy << 8) | ((uint)blockedBy << 16);
    }

    private Decision(object? reason, uint facts)
    {
        _reason = reason;
        _facts = facts;
    }

    /// <summary>Allowed, implicitly denied or explicitly denied.</summary>
    public DecisionKind Kind => (DecisionKind)(_facts & 0xFF);

    /// <summary>The layer that decided; of several, the first in AWS's order.</summary>
    public DecisionSource DecidedBy => (DecisionSource)((_facts >> 8) & 0xFF);

    /// <summary>Every layer that has to change for the request to be allowed: those with a matching Deny, or those that miss an Allow.</summary>
    public DecisionSources BlockedBy => (DecisionSources)((_facts >> 16) & 0xFF);

    /// <summary>What had to be assumed.</summary>
    public DecisionAssumptions Assumptions => (DecisionAssumptions)(_facts >> 24);

    /// <summary>The rule that decided when <see cref="DecidedBy"/> is <see cref="DecisionSource.NamedRule"/>; otherwise <c>null</c>.</summary>
    public NamedRule? Rule => _reason as NamedRule;

    /// <summary>The statement that decided: the Deny, or the Allow of the deciding layer; <c>null</c> when no statement did.</summary>
    public PolicyStatement? Statement => _reason as PolicyStatement;

    /// <summary>Whether the request is allowed.</summary>
    public bool IsAllowed => Kind == DecisionKind.Allowed;

    /// <summary>The decision with further assumptions.</summary>
    internal Decision Assuming(DecisionAssumptions assumptions) => new(_reason, _facts | ((uint)assumptions << 24));

    /// <summary>The decision without any assumption.</summary>
    internal Decision AssumingNothing() => new(_reason, _facts & 0xFF_FFFF);

    /// <summary>The decision with further layers that have to change.</summary>
    internal Decision BlockedAlsoBy(DecisionSources layers) => new(_reason, _facts | ((uint)layers << 16));

    /// <summary>The kind and the place of the deciding statement or the name of the deciding rule.</summary>
    public override string ToString() => (Statement, Rule) switch
    {
        ({ } statement, _) => $"{Kind} by {statement}",
        (_, { } rule) => $"{Kind} by {rule.Id} ({rule.Name})",
        _ => Kind.ToString(),
    };
}
