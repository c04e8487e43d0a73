using System.Collections.Immutable;

namespace IamSim.Environments.Questions;

/// <summary>Writes which actions changed from one state to another. Remembers nothing but the members of the classes.</summary>
internal sealed class ClassComparison(ActionClasses classes, ActionCover cover)
{
    private readonly int[][] _members = classes.Members();

    /// <summary>The changes: the greatest gains first, the greatest losses last.</summary>
    /// <param name="before">The state of a class before.</param>
    /// <param name="after">The state of a class after.</param>
    /// <param name="ask">Answers about an action before and after, for an example of a change; told whether it was gained.</param>
    public ImmutableArray<AccessChange> Compare(Func<int, AccessState> before, Func<int, AccessState> after, Func<Identifiers.ActionName, bool, (AccessAnswer? Before, AccessAnswer? After)> ask) =>
    [
        .. Enumerable.Range(0, classes.Count)
            .GroupBy(i => (Before: before(i), After: after(i)))
            .Where(static group => group.Key.Before != group.Key.After)
            .OrderByDescending(static group => group.Key.After - group.Key.Before).ThenByDescending(static group => group.Key.After)
            .Select(group =>
            {
                Identifiers.ActionName[] changed = [.. group.SelectMany(each => _members[each]).Select(action => classes.Actions[action])];
                Identifiers.ActionName example = classes.Representatives[group.First()];
                return new AccessChange([.. cover.Write(changed)], changed.Length, group.Key.Before, group.Key.After) { Ask = () => ask(example, group.Key.After > group.Key.Before) };
            }),
    ];
}
