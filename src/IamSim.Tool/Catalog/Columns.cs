using IamSim.Diagnostics;

namespace IamSim.Tool.Catalog;

/// <summary>A table of text: columns as wide as their contents, and a last one that is wrapped under itself.</summary>
internal sealed class Columns
{
    // Longer lines are hard to read, however wide the window is.
    private const int MaximumWidth = 100;
    private const int Gap = 2;
    private const int LeastLast = 24;

    private readonly List<string[]> _rows = [];

    public Columns(params string[] headings) => _rows.Add(headings);

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(PrintableText.Line)]);

    public void Write(TextWriter output)
    {
        int last = _rows[0].Length - 1;
        int[] widths = [.. Enumerable.Range(0, last).Select(column => _rows.Max(row => row[column].Length) + Gap)];
        int indent = widths.Sum();
        int room = Math.Max(LeastLast, MaximumWidth - indent);
        foreach (string[] row in _rows)
        {
            string start = string.Concat(Enumerable.Range(0, last).Select(column => row[column].PadRight(widths[column])));
            foreach (string line in Wrap(row[last], room))
            {
                output.Write((start + line).TrimEnd());
                output.Write('\n');
                start = new string(' ', indent);
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int room)
    {
        string line = "";
        foreach (string word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > room)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
