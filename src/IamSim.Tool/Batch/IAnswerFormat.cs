using System.Buffers;

namespace IamSim.Tool.Batch;

/// <summary>How the answers of a batch are written, one a line. Stateless.</summary>
internal interface IAnswerFormat
{
    /// <summary>The line before the first answer, with its end; empty for none.</summary>
    public ReadOnlySpan<byte> Header { get; }

    /// <summary>Writes what is different for every answer.</summary>
    public void WriteStart(IBufferWriter<byte> output, long line, string? id);

    /// <summary>The rest of the line, with its end.</summary>
    /// <param name="members">The members of the answer behind its line and id, as a JSON object.</param>
    public byte[] Rest(ReadOnlySpan<byte> members);

    /// <summary>Reads the number of the line that an answer is to.</summary>
    public bool TryReadLine(ReadOnlySpan<byte> answer, out long line);
}
