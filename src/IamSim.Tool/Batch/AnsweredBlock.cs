using System.Buffers;

namespace IamSim.Tool.Batch;

/// <summary>The answers to a block of lines, ready to be written.</summary>
/// <param name="Text">The answers, one a line; goes back to its pool once it is written.</param>
/// <param name="Counts">What they say.</param>
/// <param name="BadLines">The first bad lines, with their numbers.</param>
/// <param name="EndOffset">Where the input goes on behind what is answered.</param>
internal sealed record AnsweredBlock(ArrayBufferWriter<byte> Text, AnswerCounts Counts, IReadOnlyList<(long Line, BadLine Fault)> BadLines, long EndOffset);
