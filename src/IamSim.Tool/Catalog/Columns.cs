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

    // What stands between the rows, by the row that comes before it.
    private readonly List<(int After, string Text)> _between = [];

    public Columns(params string[] headings) => _rows.Add(headings);

    public void Add(params string[] cells) => _rows.Add([.. cells.Select(PrintableText.Line)]);

    /// <summary>Adds a line of its own under the last row.</summary>
    public void AddLine(string line) => _between.Add((_rows.Count - 1, PrintableText.Line(line) + "\n"));

    /// <summary>Adds a text of several lines that is fit for a terminal already, set off from the row above it.</summary>
    public void AddText(string text) => _between.Add((_rows.Count - 1, string.Concat(text.TrimEnd('\n').Split('\n').Select(static line => $"    {line}".TrimEnd() + "\n"))));

    public void Write(TextWriter output)
    {
        int last = _rows[0].Length - 1;
        int[] widths = [.. Enumerable.Range(0, last).Select(column => _rows.Max(row => row[column].Length) + Gap)];
        int indent = widths.Sum();
        int room = Math.Max(LeastLast, MaximumWidth - indent);
        int next = 0;
        for (int i = 0; i < _rows.Count; i++)
        {
            string[] row = _rows[i];
            string start = string.Concat(Enumerable.Range(0, last).Select(column => row[column].PadRight(widths[column])));
            foreach (string line in Wrap(row[last], room))
            {
                output.Write((start + line).TrimEnd());
                output.Write('\n');
                start = new string(' ', indent);
            }

            for (; next < _between.Count && _between[next].After == i; next++)
            {
                output.Write(_between[next].Text);
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
