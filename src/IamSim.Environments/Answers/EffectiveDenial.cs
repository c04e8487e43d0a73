using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>A statement that denies, on some resources or under conditions, what is granted otherwise. Immutable.</summary>
/// <param name="Actions">The granted actions that it can deny, written with the fewest entries that cover just them.</param>
/// <param name="ActionCount">How many actions that are.</param>
/// <param name="Layer">The layer that it stands in.</param>
/// <param name="Statement">The statement.</param>
public sealed record EffectiveDenial(ImmutableArray<string> Actions, int ActionCount, DecisionSource Layer, PolicyStatement Statement)
{
    /// <summary>The resources as the statement writes them.</summary>
    public string Resource => Statement.NotResource is { } excluded ? $"all but {excluded}" : Statement.Resource?.ToString() ?? "*";

    /// <summary>The conditions as the statement writes them; <c>null</c> for none.</summary>
    public string? Conditions => Statement.Condition?.ToString();

    /// <summary>The denial in one line.</summary>
    public override string ToString() => $"denied by {Layer}: {string.Join(", ", Actions)} on {Resource}{(Conditions is null ? "" : $" if {Conditions}")}";
}
