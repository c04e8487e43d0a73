using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>What the policy of a known resource adds to a principal's permissions there, or takes from them. Immutable.</summary>
/// <param name="Resource">The ARN of the resource, or what the policy's statements name below it.</param>
/// <param name="Actions">The actions, written with the fewest entries that cover just them.</param>
/// <param name="ActionCount">How many actions that are.</param>
/// <param name="Without">The state if the resource had no policy.</param>
/// <param name="With">The state with its policy.</param>
public sealed record ResourcePolicyEffect(string Resource, ImmutableArray<string> Actions, int ActionCount, AccessState Without, AccessState With)
{
    /// <summary>The effect in one line.</summary>
    public override string ToString() => $"{Resource}: {string.Join(", ", Actions)}: {Without} without its policy, {With} with it";
}
