using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Compilation;
using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>
/// Actions that no entry of Action or NotAction of some policies tells apart, and no rule of a service either, are one class: what is decided
/// for one of them is decided for all. Immutable and thread-safe.
/// </summary>
internal sealed class ActionClasses
{
    private readonly int[] _classes;
    private readonly int[] _bits;

    private ActionClasses(ImmutableArray<ActionName> actions, int[] classes, int count)
    {
        Actions = actions;
        _classes = classes;
        Sizes = new int[count];
        int[] first = new int[count];
        for (int action = actions.Length - 1; action >= 0; action--)
        {
            Sizes[classes[action]]++;
            first[classes[action]] = action;
        }

        Representatives = [.. first.Select(action => actions[action])];
        Universe = new ActionUniverse(Representatives);
        _bits = [.. Enumerable.Range(0, count).Select(Universe.BitOf)];
    }

    /// <summary>The actions, each once, in the order of their folded names.</summary>
    public ImmutableArray<ActionName> Actions { get; }

    /// <summary>How many classes there are.</summary>
    public int Count => Sizes.Length;

    /// <summary>How many actions each class has.</summary>
    public int[] Sizes { get; }

    /// <summary>One action of each class.</summary>
    public ImmutableArray<ActionName> Representatives { get; }

    /// <summary>The representatives as the engine computes rows over them.</summary>
    public ActionUniverse Universe { get; }

    /// <summary>The class of an action.</summary>
    public int ClassOf(int action) => _classes[action];

    /// <summary>The place of a class in the sets of a row.</summary>
    public int BitOf(int actionClass) => _bits[actionClass];

    /// <summary>The actions of each class.</summary>
    public int[][] Members()
    {
        int[][] members = [.. Sizes.Select(static size => new int[size])];
        int[] filled = new int[Count];
        for (int action = 0; action < _classes.Length; action++)
        {
            members[_classes[action]][filled[_classes[action]]++] = action;
        }

        return members;
    }

    /// <summary>Finds the classes.</summary>
    /// <param name="actions">The actions; repeated names count once.</param>
    /// <param name="entries">The entries of Action and NotAction, as often as one likes.</param>
    public static ActionClasses Of(IEnumerable<ActionName> actions, IEnumerable<string> entries)
    {
        ImmutableArray<ActionName> sorted = [.. actions.DistinctBy(static action => action.Folded, StringComparer.Ordinal).OrderBy(static action => action.Folded, StringComparer.Ordinal)];
        string[] names = [.. sorted.Select(static action => action.Folded)];
        var partition = new Partition(names.Length);
        SplitByRules(partition, new ActionUniverse(sorted));
        foreach (string entry in entries.Select(AsciiFold.ToLower).Distinct(StringComparer.Ordinal))
        {
            partition.Split(CoverOf(ActionPattern.Compile(entry), names));
        }

        (int[] classes, int count) = partition.Numbered();
        return new ActionClasses(sorted, classes, count);
    }

    // What rows depend on besides the statements: services under resource control, owners that AWS does not send, and the rules of services.
    private static void SplitByRules(Partition partition, ActionUniverse universe)
    {
        int[] all = [.. Enumerable.Range(0, universe.Actions.Length)];
        partition.Split(all.Where(action => BitSets.Contains(universe.UnderResourceControl, universe.BitOf(action))));
        partition.Split(all.Where(action => BitSets.Contains(universe.LackingOwner, universe.BitOf(action))));
        // The names are distinct and in order, so that bits are the numbers of actions.
        foreach (SpecialAction special in universe.Special)
        {
            partition.Split([special.Bit]);
        }
    }

    private static IEnumerable<int> CoverOf(ActionPattern pattern, string[] names)
    {
        switch (pattern.Form)
        {
            case ActionPatternForm.Everything:
                return [];
            case ActionPatternForm.Exact:
                int exact = Array.BinarySearch(names, pattern.Text, StringComparer.Ordinal);
                return exact < 0 ? [] : [exact];
            case ActionPatternForm.Prefix:
                int from = FirstFrom(names, pattern.Text);
                return Enumerable.Range(from, FirstFrom(names, pattern.Text + char.MaxValue) - from);
            default:
                return Enumerable.Range(0, names.Length).Where(action => pattern.IsMatch(names[action]));
        }
    }

    private static int FirstFrom(string[] names, string text)
    {
        int index = Array.BinarySearch(names, text, StringComparer.Ordinal);
        return index < 0 ? ~index : index;
    }

    /// <summary>Numbers in classes that are split again and again.</summary>
    private sealed class Partition(int count)
    {
        private readonly int[] _classes = new int[count];
        private readonly List<int> _sizes = [count];

        public void Split(IEnumerable<int> covered)
        {
            int[] members = [.. covered];
            var parts = new Dictionary<int, int>();
            foreach (int member in members)
            {
                parts[_classes[member]] = parts.GetValueOrDefault(_classes[member]) + 1;
            }

            var renamed = new Dictionary<int, int>();
            foreach ((int split, int size) in parts)
            {
                if (size < _sizes[split])
                {
                    _sizes[split] -= size;
                    renamed[split] = _sizes.Count;
                    _sizes.Add(size);
                }
            }

            foreach (int member in members)
            {
                if (renamed.TryGetValue(_classes[member], out int name))
                {
                    _classes[member] = name;
                }
            }
        }

        // In the order of their first members.
        public (int[] Classes, int Count) Numbered()
        {
            var numbers = new Dictionary<int, int>();
            int[] classes = [.. _classes.Select(old => numbers.TryGetValue(old, out int known) ? known : numbers[old] = numbers.Count)];
            return (classes, numbers.Count);
        }
    }
}
