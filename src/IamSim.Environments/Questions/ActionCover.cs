using IamSim.Identifiers;

namespace IamSim.Environments.Questions;

/// <summary>Writes sets of actions with the fewest entries that are whole names, or a beginning with a star, and cover nothing else of a catalog. Immutable and thread-safe.</summary>
internal sealed class ActionCover
{
    private readonly ActionName[] _actions;
    private readonly string[] _names;

    /// <summary>Makes a writer.</summary>
    /// <param name="catalog">Every action there is.</param>
    public ActionCover(IEnumerable<ActionName> catalog)
    {
        _actions = [.. catalog.DistinctBy(static action => action.Folded, StringComparer.Ordinal).OrderBy(static action => action.Folded, StringComparer.Ordinal)];
        _names = [.. _actions.Select(static action => action.Folded)];
    }

    /// <summary>The entries for a set, in the order of their names.</summary>
    /// <param name="actions">The set; actions that the catalog does not have are written as they are.</param>
    public List<string> Write(IEnumerable<ActionName> actions)
    {
        bool[] chosen = new bool[_names.Length];
        var entries = new List<string>();
        foreach (ActionName action in actions)
        {
            int index = Array.BinarySearch(_names, action.Folded, StringComparer.Ordinal);
            if (index >= 0)
            {
                chosen[index] = true;
            }
            else
            {
                entries.Add(action.Text);
            }
        }

        int[] before = new int[chosen.Length + 1];
        for (int i = 0; i < chosen.Length; i++)
        {
            before[i + 1] = before[i] + (chosen[i] ? 1 : 0);
        }

        WriteServices(before, entries);
        return entries;
    }

    // An entry names its service, unless it is the star for everything.
    private void WriteServices(int[] before, List<string> entries)
    {
        if (before[^1] == _names.Length && _names.Length > 1)
        {
            entries.Add("*");
            return;
        }

        for (int from = 0; from < _names.Length;)
        {
            int next = from;
            while (next < _names.Length && string.Equals(_actions[next].Service, _actions[from].Service, StringComparison.Ordinal))
            {
                next++;
            }

            Write(new Range(from, next), _actions[from].Service.Length + 1, before, entries);
            from = next;
        }
    }

    // A range of names with a common beginning: whole, empty, or told by what comes next. The depth is that of the longest name.
    private void Write(Range range, int length, int[] before, List<string> entries)
    {
        int chosen = before[range.To] - before[range.From];
        if (chosen == 0)
        {
            return;
        }

        if (chosen == range.To - range.From)
        {
            entries.Add(Entry(range, length));
            return;
        }

        for (int from = range.From; from < range.To;)
        {
            int next = from;
            // A name that ends here stands by itself.
            if (_names[from].Length == length)
            {
                next++;
            }
            else
            {
                while (next < range.To && _names[next][length] == _names[from][length])
                {
                    next++;
                }
            }

            Write(new Range(from, next), Math.Min(length + 1, _names[from].Length), before, entries);
            from = next;
        }
    }

    private string Entry(Range range, int length)
    {
        string first = _actions[range.From].Text;
        if (range.To - range.From == 1)
        {
            return first;
        }

        // Any beginning from the shortest that tells the range apart to the longest that all share says the same; the best read one ends with a word.
        int shared = SharedLength(_names[range.From], _names[range.To - 1]);
        int end = shared;
        while (end > length && !IsWordEnd(range, end))
        {
            end--;
        }

        return first[..end] + "*";
    }

    private bool IsWordEnd(Range range, int end)
    {
        for (int i = range.From; i < range.To; i++)
        {
            string text = _actions[i].Text;
            if (end < text.Length && !char.IsAsciiLetterUpper(text[end]))
            {
                return false;
            }
        }

        return true;
    }

    private static int SharedLength(string first, string last)
    {
        int length = 0;
        while (length < first.Length && length < last.Length && first[length] == last[length])
        {
            length++;
        }

        return length;
    }

    private readonly record struct Range(int From, int To);
}
