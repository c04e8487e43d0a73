using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What access appeared and vanished between two environments. Immutable and thread-safe.</summary>
public sealed class AccessDiff
{
    internal AccessDiff(ImmutableArray<PrincipalAccessChange> principals, ImmutableArray<ResourceAccessChange> resources)
    {
        Principals = principals;
        Resources = resources;
    }

    /// <summary>Principals that came, went, or whose access changed; then those whose policies changed although no state did, without changes.</summary>
    public ImmutableArray<PrincipalAccessChange> Principals { get; }

    /// <summary>Access to known resources that changed, by resource.</summary>
    public ImmutableArray<ResourceAccessChange> Resources { get; }

    /// <summary>How many principals the comparison looked at because anything about them is different.</summary>
    public int ComparedPrincipals { get; internal init; }

    /// <summary>How many principals are the same in both, policies, tags and place included, and were skipped.</summary>
    public int UnchangedPrincipals { get; internal init; }

    /// <summary>Whether no access changed and no principal came or went.</summary>
    public bool IsEmpty => Resources.IsEmpty && Principals.All(static change => change.Kind == EnvironmentChangeKind.Changed && change.Changes.IsEmpty);

    /// <summary>The counts in one line.</summary>
    public override string ToString() => $"{Principals.Sum(static change => change.Principals.Length)} principals and {Resources.Length} resources differ, {UnchangedPrincipals} principals are the same";
}
