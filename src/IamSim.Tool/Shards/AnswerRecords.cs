using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>Answers with their questions in binary form, from a worker to the writer of Parquet: a line number and texts with their lengths.</summary>
internal sealed class AnswerRecords : IAnswerEncoding
{
    /// <summary>The length of a text that is not there.</summary>
    public const int Absent = -1;

    public void WriteStart(IBufferWriter<byte> output, long line, string? id, AccessRequest? request)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), line);
        output.Advance(sizeof(long));
        AskedFor asked = AskedFor.Of(request);
        Write(output, id);
        Write(output, asked.Principal);
        Write(output, asked.Action);
        Write(output, asked.Resource);
    }

    public byte[] Rest(ReadOnlySpan<byte> members)
    {
        byte[] rest = new byte[sizeof(int) + members.Length];
        BinaryPrimitives.WriteInt32LittleEndian(rest, members.Length);
        members.CopyTo(rest.AsSpan(sizeof(int)));
        return rest;
    }

    private static void Write(IBufferWriter<byte> output, string? text)
    {
        int length = text is null ? 0 : Encoding.UTF8.GetByteCount(text);
        Span<byte> span = output.GetSpan(sizeof(int) + length);
        BinaryPrimitives.WriteInt32LittleEndian(span, text is null ? Absent : length);
        Encoding.UTF8.GetBytes(text, span[sizeof(int)..]);
        output.Advance(sizeof(int) + length);
    }
}
