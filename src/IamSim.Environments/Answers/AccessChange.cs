using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>Actions whose state changed in the same way. Immutable.</summary>
/// <param name="Actions">The actions, written with the fewest entries that cover just them.</param>
/// <param name="ActionCount">How many actions that are.</param>
/// <param name="Before">The state before.</param>
/// <param name="After">The state after.</param>
public sealed record AccessChange(ImmutableArray<string> Actions, int ActionCount, AccessState Before, AccessState After)
{
    /// <summary>Whether access appeared or became more certain.</summary>
    public bool IsGained => After > Before;

    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{(IsGained ? "gained" : "lost")}: {string.Join(", ", Actions)} ({Before} to {After})";
}
