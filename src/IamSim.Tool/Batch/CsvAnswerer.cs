using System.Text;
using System.Text.Unicode;
using IamSim.Batches;
using IamSim.Diagnostics;
using IamSim.Scenarios;
using nietras.SeparatedValues;

namespace IamSim.Tool.Batch;

/// <summary>Answers lines that are rows of CSV.</summary>
internal sealed class CsvAnswerer(ScenarioTemplate template, CsvHeader header, string name) : IBlockAnswerer
{
    // Within what the parser can hold.
    private const int LongestLine = 8 << 20;
    private const int MostFields = 1 << 16;

    // Without its mark: one in front of a row is a character of that row, also where the row is the first of its block.
    private static readonly UTF8Encoding Plain = new(encoderShouldEmitUTF8Identifier: false);

    private readonly RequestLineReader _reader = template.CreateReader();
    private readonly CsvRow _row = new(header);
    private readonly List<(long Number, BadLine? Fault)> _lines = [];

    public void Answer(LineBlock block, BlockWriter writer)
    {
        using MemoryStream rows = Sift(block);
        using var text = new StreamReader(rows, Plain, detectEncodingFromByteOrderMarks: false);
        using SepReader reader = Sep.New(header.Separator).Reader(static options => options with { HasHeader = false, DisableColCountCheck = true }).From(text);
        foreach ((long number, BadLine? fault) in _lines)
        {
            if (fault is { } found)
            {
                writer.Write(number, id: null, found);
            }
            else if (reader.MoveNext())
            {
                Answer(number, reader.Current, writer);
            }
        }
    }

    private void Answer(long number, SepReader.Row row, BlockWriter writer)
    {
        if (!_row.TryTake(row, out BadLine fault))
        {
            writer.Write(number, id: null, fault);
            return;
        }

        RequestReading reading = _reader.Read(_row.Json, name, number);
        if (reading.Request is null)
        {
            Diagnostic error = reading.InputErrors[0];
            writer.Write(number, reading.Id, BadLine.Of(error) with { Column = _row.ColumnOf(error.Span.Start) });
        }
        else
        {
            RequestAnswerer.Answer(number, reading, template, writer);
        }
    }

    // A line is a row. What could make the parser see it otherwise is taken out, so that one bad line stays one.
    private MemoryStream Sift(LineBlock block)
    {
        _lines.Clear();
        var rows = new MemoryStream(block.Bytes.Length);
        foreach (LineBlock.Line line in block)
        {
            BadLine? fault = FaultOf(line.Bytes);
            _lines.Add((line.Number, fault));
            if (fault is null)
            {
                rows.Write(line.Bytes);
                rows.WriteByte((byte)'\n');
            }
        }

        rows.Position = 0;
        return rows;
    }

    private BadLine? FaultOf(ReadOnlySpan<byte> line) =>
        line.Count((byte)'"') % 2 == 1 ? new BadLine(line.LastIndexOf((byte)'"') + 1, null, "a double quote is not closed on its line", "a field holds no line break; write each double quote inside a field twice")
        : line.Contains((byte)'\r') ? new BadLine(line.IndexOf((byte)'\r') + 1, null, "a carriage return stands inside the line", "a field holds no line break")
        : !Utf8.IsValid(line) ? new BadLine(1, null, "the line is not valid UTF-8", "save the file as UTF-8")
        : line.Length > LongestLine || line.Count((byte)header.Separator) >= MostFields ? new BadLine(1, null, $"the line is longer than {LongestLine >> 20} MiB, or has more than {MostFields} fields", null)
        : null;
}
