namespace IamSim.Environments;

/// <summary>Something that decides about access and is different in two environments. Immutable.</summary>
/// <param name="Kind">Whether it is in both.</param>
/// <param name="Layer">The layer that it belongs to; None for what is no policy, such as tags.</param>
/// <param name="Name">The name of the policy, or what else it is: <c>tags</c>, <c>place in the organization</c>.</param>
/// <param name="Before">Where it stood; <c>default</c> when it did not or has no place.</param>
/// <param name="After">Where it stands; <c>default</c> when it does not or has no place.</param>
public sealed record PolicyChange(EnvironmentChangeKind Kind, DecisionSource Layer, string Name, SourcePlace Before, SourcePlace After)
{
    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{Kind switch
    {
        EnvironmentChangeKind.Added => "added",
        EnvironmentChangeKind.Removed => "removed",
        _ => "changed",
    }}: {(Layer == DecisionSource.None ? "" : $"{Layer} policy ")}{Name}{(After != default ? $" at {After}" : Before != default ? $" at {Before}" : "")}";
}
