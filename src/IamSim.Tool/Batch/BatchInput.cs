using System.Runtime.CompilerServices;
using IamSim.Batches;

namespace IamSim.Tool.Batch;

/// <summary>The lines of the input: skips what was answered before, ends when asked to, and keeps the fault when reading fails.</summary>
/// <param name="stream">The input from its start.</param>
/// <param name="path">Its path, or <c>-</c>.</param>
/// <param name="stop">Ends the input as if there were no more.</param>
internal sealed class BatchInput(Stream stream, string path, CancellationToken stop)
{
    private readonly IAsyncEnumerator<LineBlock> _blocks = LineBlocks.ReadAsync(stream, CancellationToken.None).GetAsyncEnumerator(CancellationToken.None);
    private LineBlock? _current;

    /// <summary>Why the input could not be read to its end; <c>null</c> when it could.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether the input was ended before its end.</summary>
    public bool IsStopped => stop.IsCancellationRequested;

    /// <summary>Takes the first line that is not blank.</summary>
    /// <returns>The line and its number; <c>null</c> when there is none.</returns>
    public async Task<(byte[] Line, long Number)?> TakeHeaderAsync()
    {
        while (await PeekAsync(stop).ConfigureAwait(false) is { } block)
        {
            foreach (LineBlock.Line line in block)
            {
                _current = block.From(line.EndOffset);
                return (line.Bytes.ToArray(), line.Number);
            }

            _current = null;
        }

        return null;
    }

    /// <summary>Skips to an offset.</summary>
    /// <returns>What is wrong with the offset; <c>null</c> when the input goes on there.</returns>
    public async Task<string?> SkipToAsync(long offset)
    {
        long end = 0;
        while (await PeekAsync(stop).ConfigureAwait(false) is { } block)
        {
            if (block.Offset >= offset)
            {
                return null;
            }

            if (block.EndOffset > offset)
            {
                _current = block.From(offset);
                return _current is null ? $"no line begins at offset {offset}" : null;
            }

            (_current, end) = (null, block.EndOffset);
        }

        return end == offset ? null : $"the input has only {end} bytes, offset {offset} is behind its end";
    }

    /// <summary>Skips lines that are not blank.</summary>
    /// <returns>The number of the last line skipped, and where the input goes on; <c>null</c> when there are fewer.</returns>
    public async Task<(long Line, long Offset)?> SkipLinesAsync(long count)
    {
        (long Line, long Offset) last = default;
        while (count > 0)
        {
            if (await PeekAsync(stop).ConfigureAwait(false) is not { } block)
            {
                return null;
            }

            (_current, count, last) = SkipWithin(block, count, last);
        }

        return last;
    }

    /// <summary>What is left of the input.</summary>
    public async IAsyncEnumerable<LineBlock> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop, cancellationToken);
        while (await PeekAsync(ended.Token).ConfigureAwait(false) is { } block)
        {
            _current = null;
            if (block.Bytes.Length > 0)
            {
                yield return block;
            }
        }
    }

    private static (LineBlock? Left, long Count, (long Line, long Offset) Last) SkipWithin(LineBlock block, long count, (long Line, long Offset) last)
    {
        foreach (LineBlock.Line line in block)
        {
            last = (line.Number, line.EndOffset);
            if (--count == 0)
            {
                return (block.From(line.EndOffset), count, last);
            }
        }

        return (null, count, last);
    }

    private async Task<LineBlock?> PeekAsync(CancellationToken ended)
    {
        try
        {
            // A terminal or a pipe may have nothing to say for long: the step is left behind, not waited for.
            if (_current is null && !ended.IsCancellationRequested && await _blocks.MoveNextAsync().AsTask().WaitAsync(ended).ConfigureAwait(false))
            {
                _current = _blocks.Current;
            }
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception exception) when (InputFile.IsFault(exception) || exception is InvalidDataException)
        {
            Fault = InputFile.Describe(path, exception);
        }

        return ended.IsCancellationRequested ? null : _current;
    }
}
