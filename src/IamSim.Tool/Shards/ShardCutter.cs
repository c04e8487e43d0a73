using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using IamSim.Batches;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>Cuts the input into parts and gives those of one shard that are not there yet; for one reader.</summary>
/// <remarks>Which questions are in a part, and its digest, depend on the bytes of the input only: not on how it arrives.</remarks>
/// <param name="arguments">Which shard, and how large a part is.</param>
/// <param name="seed">What the digest of a part begins with.</param>
/// <param name="existing">The parts that are there, by their first questions.</param>
/// <param name="offsets">Told up to where the input was read.</param>
internal sealed class ShardCutter(ShardArguments arguments, byte[] seed, ILookup<long, PartName> existing, Action<long> offsets) : IDisposable
{
    private readonly IncrementalHash _input = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash _part = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isBegun;

    /// <summary>How many questions were read.</summary>
    public long Questions { get; private set; }

    /// <summary>How many parts were there already.</summary>
    public int Skipped { get; private set; }

    /// <summary>The digest of the input; <c>null</c> unless it was read to its end.</summary>
    public string? InputDigest { get; private set; }

    /// <summary>A part that is there and does not belong to the input or the policies; <c>null</c> when all do.</summary>
    public PartName? Stranger { get; private set; }

    private long PartFirst => Questions - Questions % arguments.PartSize + 1;

    private bool IsOwned => arguments.Shard.Owns(Questions / arguments.PartSize);

    /// <summary>Reads the input, and gives the lines and ends of the parts to be written, in order. Ends early at a stranger.</summary>
    public async IAsyncEnumerable<ShardPiece> CutAsync(BatchInput input, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (LineBlock block in input.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            _input.AppendData(block.Bytes.Span);
            foreach (ShardPiece piece in Cut(block))
            {
                yield return piece;
            }

            offsets(block.EndOffset);
            if (Stranger is not null)
            {
                yield break;
            }
        }

        if (input.IsStopped || input.Fault is not null)
        {
            yield break;
        }

        if (Questions % arguments.PartSize > 0 && arguments.Shard.Owns((Questions - 1) / arguments.PartSize) && End(PartFirst) is { } last)
        {
            yield return last;
        }

        Stranger ??= existing.Where(names => names.Key > Questions).SelectMany(static names => names).FirstOrDefault();
        InputDigest = ShardSettings.Hex(_input.GetHashAndReset());
    }

    public void Dispose()
    {
        _input.Dispose();
        _part.Dispose();
    }

    private IEnumerable<ShardPiece> Cut(LineBlock block)
    {
        LineBlock? rest = block;
        while (rest is { Bytes.Length: > 0 } && Stranger is null)
        {
            int room = arguments.PartSize - (int)(Questions % arguments.PartSize);
            (int count, long end) = Count(rest, room);
            LineBlock piece = rest.Until(end)!;
            (bool isOwned, long first) = (IsOwned, PartFirst);
            rest = rest.From(end);
            if (isOwned)
            {
                Hash(piece);
            }

            Questions += count;
            if (isOwned && count > 0 && !existing.Contains(first))
            {
                yield return new ShardPiece(piece, first, Completed: null);
            }

            if (isOwned && count == room && End(first) is { } completed)
            {
                yield return completed;
            }
        }
    }

    // Blank lines belong to the question behind them.
    private static (int Count, long End) Count(LineBlock block, int most)
    {
        int count = 0;
        foreach (LineBlock.Line line in block)
        {
            if (++count == most)
            {
                return (count, line.EndOffset);
            }
        }

        return (count, block.EndOffset);
    }

    private void Hash(LineBlock piece)
    {
        if (!_isBegun)
        {
            _isBegun = true;
            _part.AppendData(seed);
            // The same questions farther down have other numbers of lines in their answers.
            _part.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{piece.FirstLine}\n")));
        }

        _part.AppendData(piece.Bytes.Span);
    }

    private ShardPiece? End(long first)
    {
        _isBegun = false;
        string digest = ShardSettings.Hex(_part.GetHashAndReset())[..PartName.DigestLength];
        var name = new PartName(arguments.Shard, first, Questions, digest, arguments.Format);
        if (!existing.Contains(first))
        {
            return new ShardPiece(Block: null, first, name);
        }

        Stranger = existing[first].FirstOrDefault(there => there != name);
        Skipped++;
        return null;
    }
}
