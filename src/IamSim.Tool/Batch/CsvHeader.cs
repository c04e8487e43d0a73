using System.Text;
using System.Text.Unicode;
using IamSim.Diagnostics;

namespace IamSim.Tool.Batch;

/// <summary>The header of requests in CSV: which columns there are, in order.</summary>
internal sealed class CsvHeader
{
    private const string ListMark = "[]";

    private static readonly (string Name, CsvColumnKind Kind)[] Members =
    [
        ("id", CsvColumnKind.Id), ("now", CsvColumnKind.Now), ("principal", CsvColumnKind.Principal), ("action", CsvColumnKind.Action),
        ("resource", CsvColumnKind.Resource), ("resourceAccount", CsvColumnKind.ResourceAccount),
    ];

    private CsvHeader(char separator, IReadOnlyList<CsvColumn> columns)
    {
        Separator = separator;
        Columns = columns;
    }

    public char Separator { get; }

    public IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>Reads the header.</summary>
    /// <param name="utf8">The line.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static CsvHeader? Read(ReadOnlySpan<byte> utf8, out BadLine fault)
    {
        fault = new BadLine(1, null, "the header is not valid UTF-8", "save the file as UTF-8");
        if (!Utf8.IsValid(utf8))
        {
            return null;
        }

        string line = Encoding.UTF8.GetString(utf8);
        // Names of members and of context keys have none of the three.
        char separator = line.Contains(',', StringComparison.Ordinal) ? ',' : line.Contains(';', StringComparison.Ordinal) ? ';' : line.Contains('\t', StringComparison.Ordinal) ? '\t' : ',';
        var columns = new List<CsvColumn>();
        int start = 0;
        foreach (string field in line.Split(separator))
        {
            string name = field is ['"', .., '"'] ? field[1..^1] : field;
            if (Column(name, columns, out string message, out string? help) is not { } column)
            {
                fault = new BadLine(start + 1, null, message, help);
                return null;
            }

            columns.Add(column);
            start += field.Length + 1;
        }

        string[] missing = [.. Members.Where(member => member.Kind is CsvColumnKind.Principal or CsvColumnKind.Action or CsvColumnKind.Resource && columns.All(column => column.Kind != member.Kind)).Select(static member => member.Name)];
        fault = new BadLine(1, null, $"the header has no column '{missing.FirstOrDefault()}'", "a header is such as principal,action,resource,aws:SourceIp");
        return missing.Length == 0 ? new CsvHeader(separator, columns) : null;
    }

    private static CsvColumn? Column(string field, List<CsvColumn> columns, out string message, out string? help)
    {
        bool isList = field.EndsWith(ListMark, StringComparison.Ordinal);
        string name = (isList ? field[..^ListMark.Length] : field).Trim();
        (message, help) = ($"the column {Quote(field)} stands twice", null);
        (string Name, CsvColumnKind Kind)? member = Members.Where(member => member.Name == name).Select(static member => ((string, CsvColumnKind)?)member).FirstOrDefault();
        bool isTwice = columns.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
        if (member is null && !name.Contains(':', StringComparison.Ordinal))
        {
            message = $"there is no column {Quote(field)}: expected one of {string.Join(", ", Members.Select(static member => member.Name))}, or a context key such as aws:SourceIp";
            help = Suggestion.Closest(name, Members.Select(static member => member.Name)) is { } closest ? $"did you mean '{closest}'?" : null;
            return null;
        }

        if (isList && member is { Kind: not CsvColumnKind.Resource })
        {
            message = $"the column {Quote(field)} cannot be a list: only 'resource' and context keys can";
            return null;
        }

        return isTwice ? null : new CsvColumn(member?.Kind ?? CsvColumnKind.ContextKey, name, isList);
    }

    private static string Quote(string text) => $"'{PrintableText.Line(text)}'";
}
