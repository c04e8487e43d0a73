namespace IamSim.Tool.Environments;

/// <summary>Writes long lists under a row: a few lines of them, and how many more there are.</summary>
internal static class EntryLines
{
    private const int Width = 96;
    private const int Most = 4;

    /// <summary>The lines.</summary>
    /// <param name="entries">The list.</param>
    /// <param name="lead">What stands in front of the first line.</param>
    public static IEnumerable<string> Of(IReadOnlyList<string> entries, string lead = "")
    {
        var lines = new List<string>();
        string line = lead;
        int told = 0;
        foreach (string entry in entries)
        {
            string separator = told == 0 ? "" : ", ";
            if (line.Length > lead.Length && line.Length + separator.Length + entry.Length > Width)
            {
                if (lines.Count == Most - 1)
                {
                    break;
                }

                lines.Add(line + ",");
                (line, separator) = (new string(' ', lead.Length), "");
            }

            line += separator + entry;
            told++;
        }

        lines.Add(told < entries.Count ? $"{line} and {entries.Count - told} more" : line);
        return lines;
    }

    /// <summary>The first of some names, and how many more there are.</summary>
    public static string Short(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => names[0],
        _ => $"{names[0]} and {names.Count - 1} more",
    };
}
