using IamSim.Batches;

namespace IamSim.Tool.Batch;

/// <summary>What an earlier run left in its output: how many whole answers, and to which line the last.</summary>
/// <param name="Count">The answers that are complete.</param>
/// <param name="LastLine">The highest number of a line that is answered.</param>
/// <param name="Length">The bytes up to the end of the last complete answer, the header included.</param>
/// <param name="HasHeader">Whether the header is there, if the format has one.</param>
internal sealed record EarlierAnswers(long Count, long LastLine, long Length, bool HasHeader)
{
    /// <summary>Reads an output.</summary>
    /// <param name="output">The output from its start.</param>
    /// <param name="format">Its format.</param>
    /// <returns><c>null</c> when it holds something else than answers.</returns>
    public static async Task<EarlierAnswers?> ReadAsync(Stream output, IAnswerFormat format)
    {
        byte[] header = format.Header.ToArray();
        var found = new EarlierAnswers(0, 0, 0, HasHeader: header.Length == 0);
        await foreach (LineBlock block in LineBlocks.ReadAsync(output).ConfigureAwait(false))
        {
            // The last line may be cut off in its middle; whole lines have an end.
            int whole = block.Bytes.Span.LastIndexOf((byte)'\n') + 1;
            if (found.Add(block, whole, format, header) is not { } more)
            {
                return null;
            }

            found = more with { Length = block.Offset + whole };
        }

        return found;
    }

    private EarlierAnswers? Add(LineBlock block, int whole, IAnswerFormat format, byte[] header)
    {
        (long count, long last, bool hasHeader) = (Count, LastLine, HasHeader);
        foreach (LineBlock.Line line in block)
        {
            if (line.EndOffset > block.Offset + whole)
            {
                break;
            }

            if (!hasHeader)
            {
                if (!line.Bytes.SequenceEqual(header.AsSpan(0, header.Length - 1)))
                {
                    return null;
                }

                hasHeader = true;
            }
            else if (format.TryReadLine(line.Bytes, out long number))
            {
                (count, last) = (count + 1, Math.Max(last, number));
            }
            else
            {
                return null;
            }
        }

        return new EarlierAnswers(count, last, Length, hasHeader);
    }
}
