namespace IamSim.Testing.Recording;

/// <summary>What one principal may do, as the tables of a test.</summary>
internal sealed class RecordedTables
{
    private readonly List<(string Entry, List<string> Resources)> _allow = [];
    private readonly List<(string Entry, List<string> Resources)> _deny = [];

    public IReadOnlyList<(string Entry, List<string> Resources)> Allow => _allow;

    public IReadOnlyList<(string Entry, List<string> Resources)> Deny => _deny;

    /// <summary>How many cases the rows stand for.</summary>
    public int Cases { get; private set; }

    /// <summary>How many answers were not certain.</summary>
    public int Uncertain { get; private set; }

    /// <summary>A text that is the same for the same tables.</summary>
    public string Key => string.Join('\n', _allow.Select(static row => $"+{row.Entry} {string.Join(' ', row.Resources)}").Concat(_deny.Select(static row => $"-{row.Entry} {string.Join(' ', row.Resources)}")));

    /// <summary>Adds what was answered about a resource.</summary>
    public void Add(RecordedTarget target, IReadOnlyList<PolicyTestVerdict> verdicts)
    {
        // Every case was meant to be allowed: what failed is denied.
        Add(_allow, target, verdicts, PolicyTestVerdict.Passed);
        Add(_deny, target, verdicts, PolicyTestVerdict.Failed);
        int uncertain = verdicts.Count(static verdict => verdict == PolicyTestVerdict.Uncertain);
        Uncertain += uncertain;
        Cases += verdicts.Count - uncertain;
    }

    private static void Add(List<(string Entry, List<string> Resources)> table, RecordedTarget target, IReadOnlyList<PolicyTestVerdict> verdicts, PolicyTestVerdict chosen)
    {
        foreach (string entry in target.Cover.Write(target.Actions.Where((_, index) => verdicts[index] == chosen)))
        {
            int known = table.FindIndex(row => row.Entry == entry);
            if (known < 0)
            {
                table.Add((entry, [target.Resource]));
            }
            else
            {
                table[known].Resources.Add(target.Resource);
            }
        }
    }
}
