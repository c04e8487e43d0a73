using System.Collections.Immutable;

namespace IamSim.Environments.Questions;

/// <summary>Writes which actions changed from one state to another. Remembers nothing but the members of the classes.</summary>
internal sealed class ClassComparison(ActionClasses classes, ActionCover cover)
{
    private readonly int[][] _members = classes.Members();

    /// <summary>The changes: the greatest gains first, the greatest losses last.</summary>
    public ImmutableArray<AccessChange> Compare(Func<int, AccessState> before, Func<int, AccessState> after) =>
    [
        .. Enumerable.Range(0, classes.Count)
            .GroupBy(i => (Before: before(i), After: after(i)))
            .Where(static group => group.Key.Before != group.Key.After)
            .OrderByDescending(static group => group.Key.After - group.Key.Before).ThenByDescending(static group => group.Key.After)
            .Select(group =>
            {
                Identifiers.ActionName[] changed = [.. group.SelectMany(each => _members[each]).Select(action => classes.Actions[action])];
                return new AccessChange([.. cover.Write(changed)], changed.Length, group.Key.Before, group.Key.After);
            }),
    ];
}
