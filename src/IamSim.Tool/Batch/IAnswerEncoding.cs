using System.Buffers;

namespace IamSim.Tool.Batch;

/// <summary>How a worker puts down an answer: a start of its own, and a rest that many answers share. Stateless.</summary>
internal interface IAnswerEncoding
{
    /// <summary>Writes what is different for every answer.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="line">The number of the line that is answered.</param>
    /// <param name="id">The id of the question; <c>null</c> for none.</param>
    /// <param name="request">The question; <c>null</c> when it could not be read. Valid only during the call.</param>
    public void WriteStart(IBufferWriter<byte> output, long line, string? id, AccessRequest? request);

    /// <summary>The rest of the answer, with its end.</summary>
    /// <param name="members">The members of the answer behind its line and id, as a JSON object.</param>
    public byte[] Rest(ReadOnlySpan<byte> members);
}
