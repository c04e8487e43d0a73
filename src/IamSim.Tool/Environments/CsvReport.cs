using nietras.SeparatedValues;

namespace IamSim.Tool.Environments;

/// <summary>Writes the rows of a report as CSV (RFC 4180). A list is one field, its texts separated by blanks. An explanation is one line: a page does not fit in a field.</summary>
internal static class CsvReport
{
    public static void Write(Report report, bool explain)
    {
        using Stream output = StandardOutput.Open();
        using var text = new StreamWriter(output) { NewLine = "\n" };
        using SepWriter writer = Sep.New(',').Writer(static options => options with { Escape = true }).To(text);
        bool any = false;
        foreach (ReportRow row in report.Rows)
        {
            any = true;
            using SepWriter.Row line = writer.NewRow();
            for (int i = 0; i < report.Columns.Count; i++)
            {
                line[report.Columns[i].Name].Set(Field(row.Cells[i]));
            }

            if (explain)
            {
                line["explanation"].Set(Field(ReportExplanation.SentenceOf(row)));
            }
        }

        // Without rows there still is a heading.
        if (!any)
        {
            text.Write(string.Join(',', report.Columns.Select(static column => column.Name).Concat(explain ? ["explanation"] : [])) + "\n");
        }
    }

    private static string Field(object? cell) => cell switch
    {
        string text => CsvText.Cell(text),
        IEnumerable<string> list => CsvText.Cell(string.Join(' ', list)),
        _ => ReportWriter.Text(cell),
    };
}
