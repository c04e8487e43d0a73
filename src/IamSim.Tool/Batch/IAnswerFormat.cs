namespace IamSim.Tool.Batch;

/// <summary>How the answers of a batch are written, one a line. Stateless.</summary>
internal interface IAnswerFormat : IAnswerEncoding
{
    /// <summary>The line before the first answer, with its end; empty for none.</summary>
    public ReadOnlySpan<byte> Header { get; }

    /// <summary>Reads the number of the line that an answer is to.</summary>
    public bool TryReadLine(ReadOnlySpan<byte> answer, out long line);
}
