using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Tool.Batch;

/// <summary>Answers as rows; lists stand in one field, separated by spaces.</summary>
internal sealed class CsvAnswers : IAnswerFormat
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public ReadOnlySpan<byte> Header => "line,id,decision,decidedBy,blockedBy,policy,file,sid,statementLine,statementColumn,assumptions,pass,error\n"u8;

    public void WriteStart(IBufferWriter<byte> output, long line, string? id)
    {
        NdjsonAnswers.WriteNumber(output, line);
        output.Write(","u8);
        if (id is not null)
        {
            Encoding.UTF8.GetBytes(Field(id), output);
        }

        output.Write(","u8);
    }

    public byte[] Rest(ReadOnlySpan<byte> members)
    {
        var reader = new Utf8JsonReader(members);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement answer = document.RootElement;
        JsonElement statement = answer.TryGetProperty("statement", out JsonElement decider) ? decider : default;
        string[] fields =
        [
            Text(answer, "decision"), Text(answer, "decidedBy"), Text(answer, "blockedBy"),
            Text(statement, "policy"), Text(statement, "file"), Text(statement, "sid"), Text(statement, "line"), Text(statement, "column"),
            Text(answer, "assumptions"), Text(answer, "pass"), Error(answer),
        ];
        return Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Field)) + "\n");
    }

    public bool TryReadLine(ReadOnlySpan<byte> answer, out long line) =>
        Utf8Parser.TryParse(answer, out line, out int consumed) && answer[consumed..].StartsWith(","u8);

    // One answer is one line, whatever an id or a message holds.
    private static string Field(string text)
    {
        string printable = PrintableText.Line(text);
        return printable.AsSpan().ContainsAny(Special) ? $"\"{printable.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : printable;
    }

    private static string Text(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return "";
        }

        return value.ValueKind == JsonValueKind.Array ? string.Join(' ', value.EnumerateArray().Select(static member => member.GetString())) : value.ToString();
    }

    private static string Error(JsonElement answer)
    {
        if (answer.TryGetProperty("inputError", out JsonElement input))
        {
            return string.Create(CultureInfo.InvariantCulture, $"column {Text(input, "column")}: {Text(input, "message")}{Help(input)}");
        }

        if (!answer.TryGetProperty("policyError", out JsonElement faults))
        {
            return "";
        }

        JsonElement first = faults[0];
        return $"{Text(first, "policy")}:{Text(first, "line")}:{Text(first, "column")}: {Text(first, "code")}: {Text(first, "message")}{Help(first)}";
    }

    private static string Help(JsonElement fault) => Text(fault, "help") is { Length: > 0 } help ? $"; {help}" : "";
}
