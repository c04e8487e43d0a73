using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>Actions that a principal may do on resources, after every limit. Immutable.</summary>
/// <param name="Actions">The actions, written with the fewest entries that cover just them.</param>
/// <param name="ActionCount">How many actions that are.</param>
/// <param name="State">Allowed, or Depends.</param>
/// <param name="Resource">The resources as the granting statements write them, with wildcards and variables; <c>*</c> for all, and where a rule decides.</param>
/// <param name="IsExcluded">Whether <paramref name="Resource"/> is what a NotResource leaves out.</param>
/// <param name="Conditions">What has to hold, in words; <c>null</c> when nothing does or that cannot be said.</param>
/// <param name="DecidingKeys">The context keys that decide, in ordinal order.</param>
/// <param name="Statements">The identity policies' statements that grant it; none where a rule of the service or the resource's policy does.</param>
public sealed record EffectiveGrant(
    ImmutableArray<string> Actions, int ActionCount, AccessState State, string Resource, bool IsExcluded, string? Conditions, ImmutableArray<string> DecidingKeys, ImmutableArray<PolicyStatement> Statements)
{
    /// <summary>The grant in one line.</summary>
    public override string ToString() => $"{State}: {string.Join(", ", Actions)} on {(IsExcluded ? "all but " : "")}{Resource}{(Conditions is null ? "" : $" if {Conditions}")}";
}
