using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using IamSim.Diagnostics;

namespace IamSim.Environments.Loading;

/// <summary>
/// Cuts the items of lists out of JSON that is never held as a whole: documents are objects with lists, in an array, alone, or one behind the other.
/// The syntax of all of it is checked on the way. Not thread-safe.
/// </summary>
internal sealed class JsonCutter
{
    private const int FirstLength = 1 << 20;
    private const int LargestItem = 1 << 29;

    private readonly Stream? _stream;
    private readonly string? _fileName;
    private readonly Func<string, bool> _isList;
    private byte[] _buffer;
    private int _at;
    private int _end;
    private bool _isFinal;
    private JsonReaderState _state;
    private TextPosition _position = new();
    private int _positionAt;
    private int _cutStart;
    private int _cutLength;

    // Where the reader stands: depth of the open document, and of the open list in it.
    private int _documentDepth = -1;
    private bool _isInList;
    private bool _isFirst;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _skipDepth = -1;

    /// <summary>Cuts bytes that are all there, and begin at a line of the file.</summary>
    public JsonCutter(ArraySegment<byte> utf8, string? fileName, int maximumDepth, Func<string, bool> isList, int line = 1)
    {
        _position = TextPosition.AtLine(line);
        (_buffer, _at, _end, _positionAt) = (utf8.Array!, utf8.Offset, utf8.Offset + utf8.Count, utf8.Offset);
        (_isFinal, _fileName, _isList) = (true, fileName, isList);
        _state = StateFor(maximumDepth);
        SkipMark();
    }

    /// <summary>Cuts a stream, of which a part is in memory: what was not yet cut, and the largest item.</summary>
    public JsonCutter(Stream stream, string? fileName, int maximumDepth, Func<string, bool> isList)
    {
        (_stream, _buffer, _fileName, _isList) = (stream, new byte[FirstLength], fileName, isList);
        _state = StateFor(maximumDepth);
        Refill();
        SkipMark();
    }

    /// <summary>The name of the list or member that was cut.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The bytes that were cut; valid until the next call.</summary>
    public ReadOnlySpan<byte> Cut => _buffer.AsSpan(_cutStart, _cutLength);

    /// <summary>Where they begin.</summary>
    public TextPosition CutPosition { get; private set; } = new();

    /// <summary>How many bytes were passed.</summary>
    public long BytesPassed { get; private set; }

    /// <summary>Names that a document has twice, with the place of the second one.</summary>
    public List<(string Name, TextPosition Position)> Repeated { get; } = [];

    /// <summary>Goes to the next cut.</summary>
    /// <exception cref="JsonException">The text is no JSON, or nests too deep.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public CutKind Next()
    {
        while (true)
        {
            var reader = new Utf8JsonReader(_buffer.AsSpan(_at, _end - _at), _isFinal, _state);
            CutKind? found = Next(ref reader);
            if (found is { } kind)
            {
                return kind;
            }

            if (_isFinal)
            {
                return CutKind.End;
            }

            Refill();
        }
    }

    /// <summary>The rest of the list is none of the wanted ones after all.</summary>
    public void LeaveList()
    {
        _skipDepth = _documentDepth + 1;
        _isInList = false;
    }

    /// <summary>The place of a fault, with the line it is on as far as that is in memory.</summary>
    public (SourceText Source, SourceSpan Span) PlaceOf(JsonException exception)
    {
        // The exception counts lines from the beginning of the file, and bytes within the line.
        int lineStart = _positionAt;
        TextPosition position = _position;
        for (int line = position.Line; line <= (exception.LineNumber ?? 0); line++)
        {
            int next = _buffer.AsSpan(lineStart, _end - lineStart).IndexOf((byte)'\n');
            int from = lineStart;
            lineStart = next < 0 ? _end : lineStart + next + 1;
            position.Advance(_buffer.AsSpan(from, lineStart - from));
        }

        int length = Math.Min(_end - lineStart, 4096);
        int rest = _buffer.AsSpan(lineStart, length).IndexOf((byte)'\n');
        SourceText source = SourceText.FromUtf8(_buffer.AsSpan(lineStart, rest < 0 ? length : rest), _fileName, position.Line, position.Column, out _);
        int bytes = (int)Math.Clamp((exception.BytePositionInLine ?? 0) - position.Bytes, 0, rest < 0 ? length : rest);
        int offset = Encoding.UTF8.GetCharCount(_buffer.AsSpan(lineStart, bytes));
        return (source, new SourceSpan(Math.Min(offset, source.Text.Length), offset < source.Text.Length ? 1 : 0));
    }

    // null: more bytes are needed, or there are none.
    private CutKind? Next(ref Utf8JsonReader reader)
    {
        while (true)
        {
            long before = reader.BytesConsumed;
            JsonReaderState stateBefore = reader.CurrentState;
            if (!reader.Read())
            {
                Pass(reader.BytesConsumed, reader.CurrentState);
                return null;
            }

            if (_skipDepth >= 0)
            {
                _skipDepth = reader.CurrentDepth == _skipDepth && reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject ? -1 : _skipDepth;
                continue;
            }

            if (_isInList && reader.TokenType != JsonTokenType.EndArray)
            {
                return TakeValue(ref reader, before, stateBefore, CutKind.Item);
            }

            if (Step(ref reader, before, stateBefore) is { } kind)
            {
                return kind;
            }

        }
    }

    private CutKind? Step(ref Utf8JsonReader reader, long before, JsonReaderState stateBefore)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                TakeName(ref reader);
                return null;
            case JsonTokenType.StartObject when _documentDepth < 0:
                _documentDepth = reader.CurrentDepth;
                _names.Clear();
                return null;
            case JsonTokenType.EndObject when reader.CurrentDepth == _documentDepth:
                _documentDepth = -1;
                (_cutStart, _cutLength) = (0, 0);
                Pass(reader.BytesConsumed, reader.CurrentState);
                return CutKind.EndOfDocument;
            case JsonTokenType.StartArray when _documentDepth >= 0 && _isList(Name):
                (_isInList, _isFirst) = (true, true);
                return null;
            case JsonTokenType.EndArray when _isInList:
                _isInList = false;
                if (!_isFirst)
                {
                    return null;
                }

                Pass(reader.BytesConsumed, reader.CurrentState);
                return CutKind.EmptyList;
            case JsonTokenType.StartArray or JsonTokenType.StartObject when _documentDepth >= 0:
                _skipDepth = reader.CurrentDepth;
                return null;
            case JsonTokenType.StartArray or JsonTokenType.EndArray:
                return null;
            default:
                return _documentDepth >= 0 ? TakeValue(ref reader, before, stateBefore, CutKind.Member) : null;
        }
    }

    private void TakeName(ref Utf8JsonReader reader)
    {
        if (!Utf8.IsValid(reader.ValueSpan))
        {
            throw new JsonException("a name is not valid UTF-8");
        }

        // "\ud800" in a name is half a character, which no list of ours has.
        Name = reader.ValueIsEscaped ? "" : reader.GetString()!;
        if (!_names.Add(Name) && Name.Length > 0)
        {
            TextPosition position = _position;
            position.Advance(_buffer.AsSpan(_positionAt, _at + checked((int)reader.TokenStartIndex) - _positionAt));
            Repeated.Add((Name, position));
        }
    }

    private CutKind? TakeValue(ref Utf8JsonReader reader, long before, JsonReaderState stateBefore, CutKind kind)
    {
        int start = _at + checked((int)reader.TokenStartIndex);
        if (!reader.TrySkip())
        {
            // Read again from here, once there is more.
            Pass(before, stateBefore);
            return null;
        }

        _position.Advance(_buffer.AsSpan(_positionAt, start - _positionAt));
        _positionAt = start;
        CutPosition = _position;
        Pass(reader.BytesConsumed, reader.CurrentState);
        (_cutStart, _cutLength) = (start, _at - start);
        _isFirst = false;
        return kind;
    }

    private void Pass(long bytes, JsonReaderState state)
    {
        _at += checked((int)bytes);
        BytesPassed += bytes;
        _state = state;
    }

    private void Refill()
    {
        _position.Advance(_buffer.AsSpan(_positionAt, _at - _positionAt));
        int rest = _end - _at;
        if (rest > LargestItem)
        {
            throw new IOException($"a value of more than {LargestItem >> 20} MB stands at line {_position.Line}");
        }

        byte[] target = rest > _buffer.Length / 2 ? new byte[2 * _buffer.Length] : _buffer;
        _buffer.AsSpan(_at, rest).CopyTo(target);
        (_buffer, _at, _end, _positionAt) = (target, 0, rest, 0);
        int read = _stream!.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        _isFinal = read < _buffer.Length - _end;
        _end += read;
    }

    private void SkipMark()
    {
        if (_buffer.AsSpan(_at, _end - _at).StartsWith("\uFEFF"u8))
        {
            (_at, _positionAt, BytesPassed) = (_at + 3, _at + 3, 3);
        }
    }

    private static JsonReaderState StateFor(int maximumDepth) => new(new JsonReaderOptions { MaxDepth = maximumDepth + 2, AllowMultipleValues = true });
}
