using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>Actions whose state changed in the same way. Immutable.</summary>
/// <param name="Actions">The actions, written with the fewest entries that cover just them.</param>
/// <param name="ActionCount">How many actions that are.</param>
/// <param name="Before">The state before.</param>
/// <param name="After">The state after.</param>
public sealed record AccessChange(ImmutableArray<string> Actions, int ActionCount, AccessState Before, AccessState After)
{
    private readonly Lazy<(AccessAnswer? Before, AccessAnswer? After)> _answers = new((null, null));

    internal Func<(AccessAnswer? Before, AccessAnswer? After)> Ask
    {
        init => _answers = new(value);
    }

    /// <summary>
    /// The answer before, to tell why: about the first of the principals, one of the actions, and a resource that shows the change; <c>null</c> where the
    /// principal or the resource was not there. Asks the engine on first use.
    /// </summary>
    public AccessAnswer? ExampleBefore => _answers.Value.Before;

    /// <summary>The answer after to the same question; <c>null</c> where the principal or the resource is not there any more.</summary>
    public AccessAnswer? ExampleAfter => _answers.Value.After;

    /// <summary>Whether access appeared or became more certain.</summary>
    public bool IsGained => After > Before;

    /// <summary>The change in one line.</summary>
    public override string ToString() => $"{(IsGained ? "gained" : "lost")}: {string.Join(", ", Actions)} ({Before} to {After})";
}
