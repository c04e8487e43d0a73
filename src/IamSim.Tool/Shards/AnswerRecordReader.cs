using System.Buffers.Binary;

namespace IamSim.Tool.Shards;

/// <summary>Reads what <see cref="AnswerRecords"/> put down. Not thread-safe.</summary>
internal sealed class AnswerRecordReader
{
    private readonly RepeatedTexts _texts = new();

    /// <summary>Takes a record off.</summary>
    /// <param name="question">The number of its question.</param>
    /// <param name="records">The records; what is left of them.</param>
    public AnswerRow Read(long question, ref ReadOnlyMemory<byte> records)
    {
        ReadOnlySpan<byte> rest = records.Span;
        long line = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[sizeof(long)..];
        string? id = ReadText(ref rest);
        var asked = new AskedFor(ReadText(ref rest), ReadText(ref rest), ReadText(ref rest));
        string members = ReadText(ref rest)!;
        records = records[^rest.Length..];
        return new AnswerRow(question, line, id, asked, members);
    }

    private string? ReadText(ref ReadOnlySpan<byte> rest)
    {
        int length = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[sizeof(int)..];
        if (length == AnswerRecords.Absent)
        {
            return null;
        }

        string text = _texts.Get(rest[..length]);
        rest = rest[length..];
        return text;
    }
}
