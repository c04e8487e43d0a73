using System.Collections.Frozen;
using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Environments;

/// <summary>What a principal may do after every limit: the answer to what it can. Immutable and thread-safe.</summary>
/// <remarks>
/// Without <see cref="Resource"/> the states are about resources of the principal's account that have no policy of their own, as in an
/// <see cref="AccessMatrix"/>: Allowed and Denied hold for all of them. What policies of known resources change is in <see cref="ResourcePolicies"/>.
/// </remarks>
public sealed class EffectivePermissions
{
    private readonly FrozenDictionary<ActionName, AccessState> _states;

    internal EffectivePermissions(Principal principal, string? resource, ImmutableArray<(ActionName Action, AccessState State)> states)
    {
        Principal = principal;
        Resource = resource;
        _states = states.ToFrozenDictionary(static pair => pair.Action, static pair => pair.State);
        Actions = [.. states.Select(static pair => pair.Action)];
        Allowed = [.. states.Where(static pair => pair.State == AccessState.Allowed).Select(static pair => pair.Action)];
        Depending = [.. states.Where(static pair => pair.State == AccessState.Depends).Select(static pair => pair.Action)];
    }

    /// <summary>The caller, with what the environment knows of it.</summary>
    public Principal Principal { get; }

    /// <summary>The resource that was asked about; <c>null</c> for all.</summary>
    public string? Resource { get; }

    /// <summary>The actions that were asked about, in the order of their names without case.</summary>
    public ImmutableArray<ActionName> Actions { get; }

    /// <summary>The actions that are allowed, whatever is not known.</summary>
    public ImmutableArray<ActionName> Allowed { get; }

    /// <summary>The actions that depend: on the resource, on context keys, or on policies that are not known.</summary>
    public ImmutableArray<ActionName> Depending { get; }

    /// <summary>The allowed actions, written with the fewest entries that cover just them.</summary>
    public ImmutableArray<string> AllowedEntries { get; private set; } = [];

    /// <summary>The depending actions, written with the fewest entries that cover just them.</summary>
    public ImmutableArray<string> DependingEntries { get; private set; } = [];

    /// <summary>The services of which anything is allowed or depends, by prefix.</summary>
    public ImmutableArray<ServicePermissions> Services { get; internal init; } = [];

    /// <summary>What may be done on which resources under which conditions: what is allowed first, then by resource.</summary>
    public ImmutableArray<EffectiveGrant> Grants { get; internal init; } = [];

    /// <summary>Statements that deny parts of it, in the order of the layers.</summary>
    public ImmutableArray<EffectiveDenial> Denials { get; internal init; } = [];

    /// <summary>How many actions the identity policies alone leave allowed or depending, before any other layer.</summary>
    public int GrantedCount { get; internal init; }

    /// <summary>What each layer took from that, in the order boundary, session, service control, endpoint, resource control, resource; layers that took nothing are left out.</summary>
    public ImmutableArray<RemovedPermissions> Removed { get; internal init; } = [];

    /// <summary>What policies of known resources change; empty when one resource was asked about.</summary>
    public ImmutableArray<ResourcePolicyEffect> ResourcePolicies { get; internal init; } = [];

    /// <summary>What is not known, and was assumed.</summary>
    public ImmutableArray<EnvironmentGap> Gaps { get; internal init; } = [];

    /// <summary>What the principal may do with an action; Denied also for an action that was not asked about.</summary>
    /// <param name="action">The action.</param>
    public AccessState StateOf(ActionName action) => _states.GetValueOrDefault(action);

    internal EffectivePermissions WithEntries(Questions.ActionCover cover)
    {
        AllowedEntries = [.. cover.Write(Allowed)];
        DependingEntries = [.. cover.Write(Depending)];
        return this;
    }

    /// <summary>The counts in one line.</summary>
    public override string ToString() => $"{Principal}: {Allowed.Length} actions allowed, {Depending.Length} depend, {Actions.Length - Allowed.Length - Depending.Length} denied";
}
