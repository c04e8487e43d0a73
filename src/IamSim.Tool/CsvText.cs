using IamSim.Diagnostics;

namespace IamSim.Tool;

/// <summary>Texts of other people as cells of CSV.</summary>
internal static class CsvText
{
    /// <summary>A text of one line that no spreadsheet takes for a formula: one that looks like one has an apostrophe in front. See OWASP, "CSV Injection".</summary>
    public static string Cell(string text)
    {
        string line = PrintableText.Line(text);
        // Spreadsheets skip blanks, and some read full-width signs like the others.
        return line.AsSpan().TrimStart() is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..] ? "'" + line : line;
    }
}
