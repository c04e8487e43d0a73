using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using nietras.SeparatedValues;

namespace IamSim.Tool.Batch;

/// <summary>Puts a row into the JSON form of a request, so that one reader judges both forms; keeps where every field went. For one worker.</summary>
internal sealed class CsvRow(CsvHeader header)
{
    // As in the dumps of databases.
    private const string Absent = @"\N";

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly List<(int JsonStart, int Column)> _places = [];
    private readonly StringBuilder _member = new();
    private string _text = "";

    /// <summary>The request in JSON.</summary>
    public ReadOnlySpan<byte> Json => _json.WrittenSpan;

    /// <summary>Takes a row up.</summary>
    /// <param name="row">The fields as they stand in the line, quotes included.</param>
    /// <param name="fault">What is wrong with its form.</param>
    public bool TryTake(SepReader.Row row, out BadLine fault)
    {
        _json.ResetWrittenCount();
        _places.Clear();
        fault = default;
        if (row.ColCount != header.Columns.Count)
        {
            fault = new BadLine(1, null, $"the row has {row.ColCount} fields, the header names {header.Columns.Count} columns", "put a field that contains the separator in double quotes");
            return false;
        }

        using var writer = new Utf8JsonWriter(_json, Readable);
        writer.WriteStartObject();
        bool isTaken = TryWriteFields(writer, row, ofContext: false, ref fault);
        writer.WriteStartObject("context");
        isTaken = isTaken && TryWriteFields(writer, row, ofContext: true, ref fault);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return isTaken;
    }

    /// <summary>The column of the line in which something of the JSON stood.</summary>
    /// <param name="offset">The offset in the JSON, in UTF-16 units.</param>
    public int ColumnOf(int offset)
    {
        int column = 1;
        foreach ((int start, int place) in _places)
        {
            column = Encoding.UTF8.GetCharCount(_json.WrittenSpan[..start]) <= offset ? place : column;
        }

        return column;
    }

    private bool TryWriteFields(Utf8JsonWriter writer, SepReader.Row row, bool ofContext, ref BadLine fault)
    {
        int start = 0;
        for (int i = 0; i < header.Columns.Count; i++)
        {
            ReadOnlySpan<char> raw = row[i].Span;
            CsvColumn column = header.Columns[i];
            if (column.Kind == CsvColumnKind.ContextKey == ofContext && !TryWriteField(writer, column, raw, start + 1, ref fault))
            {
                return false;
            }

            start += raw.Length + 1;
        }

        return true;
    }

    private bool TryWriteField(Utf8JsonWriter writer, CsvColumn column, ReadOnlySpan<char> raw, int place, ref BadLine fault)
    {
        if (raw.IsEmpty)
        {
            fault = new BadLine(place, null, $"the field of '{column.Name}' is empty", "every request needs it");
            return !column.IsRequired;
        }

        if (!TryUnquote(raw))
        {
            fault = new BadLine(place, null, $"the field of '{column.Name}' has a double quote inside that is not doubled", "put the field in double quotes, and write each inside twice");
            return false;
        }

        _places.Add(((int)writer.BytesCommitted + writer.BytesPending, place));
        writer.WritePropertyName(column.Name);
        if (column.IsList)
        {
            WriteList(writer);
        }
        else if (column.Kind == CsvColumnKind.ContextKey && _text == Absent)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(_text);
        }

        return true;
    }

    private bool TryUnquote(ReadOnlySpan<char> raw)
    {
        if (raw is not ['"', .., '"'])
        {
            _text = raw.ToString();
            return !raw.Contains('"');
        }

        _text = raw[1..^1].ToString();
        if (!_text.Contains('"', StringComparison.Ordinal))
        {
            return true;
        }

        string marked = _text.Replace("\"\"", "", StringComparison.Ordinal);
        _text = _text.Replace("\"\"", "\"", StringComparison.Ordinal);
        return !marked.Contains('"', StringComparison.Ordinal);
    }

    // Members stand between semicolons; a backslash takes a semicolon or backslash literally.
    private void WriteList(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        if (_text.Length > 0)
        {
            _member.Clear();
            for (int i = 0; i < _text.Length; i++)
            {
                if (_text[i] == ';')
                {
                    EndMember(writer);
                }
                else
                {
                    i += _text[i] == '\\' && i + 1 < _text.Length && _text[i + 1] is ';' or '\\' ? 1 : 0;
                    _member.Append(_text[i]);
                }
            }

            EndMember(writer);
        }

        writer.WriteEndArray();
    }

    private void EndMember(Utf8JsonWriter writer)
    {
        writer.WriteStringValue(_member.ToString());
        _member.Clear();
    }
}
