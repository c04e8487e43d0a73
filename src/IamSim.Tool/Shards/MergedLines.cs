using System.Buffers;
using System.Text;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>Writes merged answers one a line, as one run of <c>iamsim batch</c> does.</summary>
internal sealed class MergedLines : IMergedAnswers
{
    private const int FlushAt = 1 << 18;

    // Far more than the answers that policies can give; a bound all the same.
    private const int MostAnswers = 8192;

    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Dictionary<string, byte[]> _rests = new(StringComparer.Ordinal);
    private readonly Stream _stream;
    private readonly CsvAnswers? _csv;

    /// <param name="stream">Where to; not closed.</param>
    /// <param name="csv">The form of rows; <c>null</c> for lines of JSON.</param>
    public MergedLines(Stream stream, CsvAnswers? csv)
    {
        (_stream, _csv) = (stream, csv);
        _buffer.Write(csv is null ? [] : csv.Header);
    }

    public async ValueTask WriteAsync(PartMerger merger)
    {
        if (_csv is null)
        {
            _buffer.Write(merger.Line.Span);
            _buffer.Write("\n"u8);
        }
        else
        {
            AnswerLine answer = MergedAnswer.Parse(merger);
            _csv.WriteStart(_buffer, answer.Line, answer.Id, request: null);
            _buffer.Write(RestOf(_csv, answer.Members.Span, merger));
        }

        if (_buffer.WrittenCount >= FlushAt)
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask EndAsync()
    {
        await _stream.WriteAsync(_buffer.WrittenMemory).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private byte[] RestOf(CsvAnswers csv, ReadOnlySpan<byte> members, PartMerger merger)
    {
        string text = Encoding.UTF8.GetString(members);
        if (!_rests.TryGetValue(text, out byte[]? rest))
        {
            rest = MergedAnswer.Read(merger, members, csv.Rest);
            if (_rests.Count < MostAnswers)
            {
                _rests.Add(text, rest);
            }
        }

        return rest;
    }
}
