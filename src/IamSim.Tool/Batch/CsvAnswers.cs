using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace IamSim.Tool.Batch;

/// <summary>Answers as rows; lists stand in one field, separated by spaces.</summary>
internal sealed class CsvAnswers : IAnswerFormat
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    public ReadOnlySpan<byte> Header => "line,id,decision,decidedBy,blockedBy,policy,file,sid,statementLine,statementColumn,assumptions,pass,error\n"u8;

    public void WriteStart(IBufferWriter<byte> output, long line, string? id, AccessRequest? request)
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
        AnswerFields answer = AnswerFields.Of(members);
        string[] fields =
        [
            answer.Decision, answer.DecidedBy, answer.BlockedBy,
            answer.Policy, answer.File, answer.Sid, answer.StatementLine, answer.StatementColumn,
            answer.Assumptions, answer.Pass, answer.Error,
        ];
        return Encoding.UTF8.GetBytes(string.Join(',', fields.Select(Field)) + "\n");
    }

    public bool TryReadLine(ReadOnlySpan<byte> answer, out long line) =>
        Utf8Parser.TryParse(answer, out line, out int consumed) && answer[consumed..].StartsWith(","u8);

    // One answer is one line and no formula, whatever an id or a message holds.
    private static string Field(string text)
    {
        string printable = CsvText.Cell(text);
        return printable.AsSpan().ContainsAny(Special) ? $"\"{printable.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : printable;
    }
}
