using IamSim.Batches;

namespace IamSim.Tool.Shards;

/// <summary>Reads a part that holds lines of JSON; holds a block of lines at a time.</summary>
internal sealed class NdjsonPartReader(PartFile part, Stream stream) : PartReader(part)
{
    private readonly IAsyncEnumerator<LineBlock> _blocks = LineBlocks.ReadAsync(stream).GetAsyncEnumerator();
    private ReadOnlyMemory<byte> _rest;
    private ReadOnlyMemory<byte> _line;

    public override ReadOnlyMemory<byte> Line => _line;

    public override AskedFor Asked => default;

    public override async ValueTask DisposeAsync()
    {
        await _blocks.DisposeAsync().ConfigureAwait(false);
        await stream.DisposeAsync().ConfigureAwait(false);
    }

    protected override async ValueTask<bool> ReadAsync()
    {
        try
        {
            if (_rest.IsEmpty)
            {
                if (!await _blocks.MoveNextAsync().ConfigureAwait(false))
                {
                    return false;
                }

                _rest = _blocks.Current.Bytes;
            }
        }
        catch (Exception exception) when (InputFile.IsFault(exception) || exception is InvalidDataException)
        {
            throw new PartFaultException(InputFile.Describe(Part.Path, exception));
        }

        int end = _rest.Span.IndexOf((byte)'\n');
        _line = end < 0 ? throw Fault("its last line has no end") : _rest[..end];
        _rest = _rest[(end + 1)..];
        return true;
    }
}
