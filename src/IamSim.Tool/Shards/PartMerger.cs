using System.Globalization;
using System.Text;
using System.Text.Unicode;
using IamSim.Diagnostics;
using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>Goes through the answers of many parts in the order of their questions, each once. Holds open what overlaps only. Not thread-safe.</summary>
/// <param name="parts">The parts, by their first questions.</param>
internal sealed class PartMerger(IReadOnlyList<PartFile> parts) : IAsyncDisposable
{
    private static readonly NdjsonAnswers Format = new();

    private readonly List<PartReader> _open = [];
    private int _next;
    private long _line;

    /// <summary>The number of the question of the current answer.</summary>
    public long Question { get; private set; }

    /// <summary>The current answer as a line of JSON without its end; valid until the next one.</summary>
    public ReadOnlyMemory<byte> Line => _open[0].Line;

    /// <summary>What was asked, as far as any part tells.</summary>
    public AskedFor Asked => _open.Select(static reader => reader.Asked).FirstOrDefault(static asked => asked != default);

    /// <summary>Goes on to the next answer.</summary>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="PartFaultException">A part cannot be read, or two answer a question differently.</exception>
    public async ValueTask<bool> MoveNextAsync()
    {
        for (int i = _open.Count - 1; i >= 0; i--)
        {
            if (!await _open[i].MoveNextAsync().ConfigureAwait(false))
            {
                await _open[i].DisposeAsync().ConfigureAwait(false);
                _open.RemoveAt(i);
            }
        }

        if (_open.Count == 0 && _next == parts.Count)
        {
            return false;
        }

        Question = _open.Count == 0 ? parts[_next].Name.First : _open[0].Question;
        while (_next < parts.Count && parts[_next].Name.First == Question)
        {
            PartReader reader = await PartReader.OpenAsync(parts[_next++]).ConfigureAwait(false);
            _open.Add(reader);
            await reader.MoveNextAsync().ConfigureAwait(false);
        }

        Check();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (PartReader reader in _open)
        {
            await reader.DisposeAsync().ConfigureAwait(false);
        }
    }

    private void Check()
    {
        PartReader first = _open[0];
        foreach (PartReader reader in _open)
        {
            if (!reader.Line.Span.SequenceEqual(first.Line.Span))
            {
                throw new PartFaultException(string.Create(CultureInfo.InvariantCulture, $"question {Question:N0} is answered differently in {first.Part} and {reader.Part}: remove what is wrong"));
            }
        }

        if (!Format.TryReadLine(first.Line.Span, out long line) || line <= _line)
        {
            throw new PartFaultException(string.Create(CultureInfo.InvariantCulture, $"{first.Part} has no answer to question {Question:N0} where it should be, or one to another input: remove it, and run shard {first.Part.Name.Shard} with --resume"));
        }

        if (!IsWritten(first.Line.Span))
        {
            throw MergedAnswer.Fault(this, "has characters that no answer has");
        }

        _line = line;
    }

    // Answers escape what a terminal obeys, and so does what is merged of them. Nearly all are of plain letters.
    private static bool IsWritten(ReadOnlySpan<byte> line)
    {
        if (!line.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
        {
            return true;
        }

        string text = Encoding.UTF8.GetString(line);
        return Utf8.IsValid(line) && PrintableText.Line(text) == text;
    }
}
