using System.Runtime.CompilerServices;

namespace IamSim.Batches;

/// <summary>Cuts a text into blocks of whole lines, to be worked on apart.</summary>
public static class LineBlocks
{
    /// <summary>The longest line that is read, in bytes: 64 MiB.</summary>
    public const int MaximumLineLength = 1 << 26;

    // Some hundreds of requests, and below what the runtime puts among its large objects.
    private const int BlockSize = 64 * 1024;

    /// <summary>Reads a text block by block. Holds one block, or one line if that is longer; linear in the text.</summary>
    /// <remarks>What a slow stream has ready is given at once, so that nobody waits for a block to fill.</remarks>
    /// <param name="stream">Text in UTF-8, from its start; read to its end, not closed.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The blocks in order. Together they are the text; none is empty.</returns>
    /// <exception cref="InvalidDataException">A line is longer than <see cref="MaximumLineLength"/>; the lines before it were given.</exception>
    /// <exception cref="IOException">The stream fails; the lines before that were given.</exception>
    public static IAsyncEnumerable<LineBlock> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ReadBlocksAsync(stream, cancellationToken);
    }

    private static async IAsyncEnumerable<LineBlock> ReadBlocksAsync(Stream stream, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        byte[] buffer = GC.AllocateUninitializedArray<byte>(BlockSize);
        int length = 0;
        long offset = 0;
        long line = 1;
        while (true)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            // What was searched before is not searched again: linear also for one endless line.
            int whole = read == 0 ? length : buffer.AsSpan(length, read).LastIndexOf((byte)'\n') + 1 + length;
            bool isComplete = read == 0 || whole > length;
            length += read;
            if (isComplete && whole > 0)
            {
                var block = new LineBlock(buffer.AsMemory(0, whole), offset, line);
                line += block.Bytes.Span.Count((byte)'\n');
                offset += whole;
                (buffer, length) = Rest(buffer, whole, length);
                yield return block;
            }
            else if (length == buffer.Length)
            {
                buffer = length >= MaximumLineLength ? throw new InvalidDataException($"line {line} is longer than {MaximumLineLength >> 20} MiB") : Grown(buffer);
            }

            if (read == 0)
            {
                yield break;
            }
        }
    }

    private static (byte[] Buffer, int Length) Rest(byte[] buffer, int whole, int length)
    {
        int rest = length - whole;
        byte[] next = GC.AllocateUninitializedArray<byte>(Math.Max(BlockSize, rest * 2));
        Buffer.BlockCopy(buffer, whole, next, 0, rest);
        return (next, rest);
    }

    private static byte[] Grown(byte[] buffer)
    {
        byte[] larger = GC.AllocateUninitializedArray<byte>(buffer.Length * 2);
        Buffer.BlockCopy(buffer, 0, larger, 0, buffer.Length);
        return larger;
    }
}
