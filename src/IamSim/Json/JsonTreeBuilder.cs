using System.Globalization;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>Fills a <see cref="JsonSyntaxTree"/> without recursion, from <see cref="Utf8JsonReader"/> where <see cref="UsualJsonReader"/> gives up.</summary>
internal sealed class JsonTreeBuilder
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SourceText _source;
    private readonly int _maximumDepth;
    private readonly DiagnosticBag _diagnostics;
    private readonly JsonRecords _records;
    private readonly RecentTexts? _texts;
    private byte[] _utf8 = [];
    private bool _isAscii;
    private int _byteCursor;
    private int _charCursor;

    public JsonTreeBuilder(SourceText source, int maximumDepth, DiagnosticBag diagnostics, JsonTreeMemory? memory = null)
    {
        _source = source;
        _maximumDepth = maximumDepth;
        _diagnostics = diagnostics;
        _records = JsonRecords.For(source.Text.Length, memory?.Records);
        _texts = memory?.Texts;
    }

    public JsonSyntaxTree? Build(ClosedNames? closed = null)
    {
        if (UsualJsonReader.TryRead(_source.Text, _records, _maximumDepth, closed, _texts))
        {
            return new JsonSyntaxTree(_source, _records);
        }

        _records.Clear();
        if (TryBuild())
        {
            return new JsonSyntaxTree(_source, _records);
        }

        _records.Return();
        return null;
    }

    private bool TryBuild()
    {
        if (!TryEncode())
        {
            return false;
        }

        // One leading byte order mark is harmless and common in files written on Windows.
        int bom = _source.Text.StartsWith('\uFEFF') ? 3 : 0;
        var reader = new Utf8JsonReader(_utf8.AsSpan(bom), new JsonReaderOptions { MaxDepth = _maximumDepth + 2 });
        try
        {
            while (reader.Read())
            {
                if (!Accept(ref reader, bom))
                {
                    return false;
                }
            }
        }
        catch (JsonException exception)
        {
            ReportSyntax(exception, bom);
            return false;
        }

        return true;
    }

    private bool TryEncode()
    {
        string text = _source.Text;
        _isAscii = Ascii.IsValid(text);
        if (_isAscii)
        {
            _utf8 = Encoding.ASCII.GetBytes(text);
            return true;
        }

        try
        {
            _utf8 = StrictUtf8.GetBytes(text);
            return true;
        }
        catch (EncoderFallbackException exception)
        {
            _diagnostics.Add(DiagnosticDescriptors.InvalidUnicode, _source, new SourceSpan(exception.Index, 1), $"a lone surrogate U+{(int)text[exception.Index]:X4} is not a Unicode character", "write the character in full, or remove it");
            return false;
        }
    }

    private bool Accept(ref Utf8JsonReader reader, int bom)
    {
        int start = ToCharOffset(checked((int)reader.TokenStartIndex) + bom);
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return AcceptName(ref reader, bom, start);
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (reader.CurrentDepth >= _maximumDepth)
                {
                    _diagnostics.Add(DiagnosticDescriptors.TooDeep, _source, new SourceSpan(start, 1), $"nesting deeper than {_maximumDepth} levels");
                    return false;
                }

                _records.Open(reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.Array, start);
                return true;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _records.Close(start + 1);
                return true;
            default:
                return AcceptScalar(ref reader, bom, start);
        }
    }

    private bool AcceptScalar(ref Utf8JsonReader reader, int bom, int start)
    {
        var span = new SourceSpan(start, ToCharOffset(checked((int)reader.BytesConsumed) + bom) - start);
        string? text = null;
        JsonKind kind = reader.TokenType switch
        {
            JsonTokenType.String => JsonKind.String,
            JsonTokenType.Number => JsonKind.Number,
            JsonTokenType.Null => JsonKind.Null,
            _ => JsonKind.Boolean,
        };
        if (kind == JsonKind.String && !TryDecode(ref reader, span, out text))
        {
            return false;
        }

        _records.Append(kind, span, text);
        return true;
    }

    private bool AcceptName(ref Utf8JsonReader reader, int bom, int start)
    {
        // For a name BytesConsumed is behind the colon; the name ends at its closing quote.
        int end = ToCharOffset(checked((int)reader.TokenStartIndex) + bom + reader.ValueSpan.Length + 2);
        var span = new SourceSpan(start, end - start);
        if (!TryDecode(ref reader, span, out string? name))
        {
            return false;
        }

        // A hostile document has millions of them; messages that nobody sees are not made.
        if (!_records.TryName(name!, span) && !_diagnostics.IsFullOf(DiagnosticSeverity.Error))
        {
            _diagnostics.Add(DiagnosticDescriptors.DuplicateName, _source, span, $"the name {JsonNode.Quote(name!)} stands twice in one object", "remove one of them: readers disagree about which one counts");
        }

        return true;
    }

    private bool TryDecode(ref Utf8JsonReader reader, SourceSpan span, out string? text)
    {
        try
        {
            text = reader.GetString();
            _records.CountText(text!);
            return true;
        }
        catch (InvalidOperationException)
        {
            // The reader accepts "\ud800"; only reading its value finds that it is half a character.
            _diagnostics.Add(DiagnosticDescriptors.InvalidUnicode, _source, span, "an escape sequence spells half of a surrogate pair", "write both halves, such as \\ud83d\\ude00");
            text = null;
            return false;
        }
    }

    // Tokens come in order, so the cursor only moves forward: linear over the whole text.
    private int ToCharOffset(int byteOffset)
    {
        if (_isAscii)
        {
            return byteOffset;
        }

        if (byteOffset < _byteCursor)
        {
            (_byteCursor, _charCursor) = (0, 0);
        }

        _charCursor += Encoding.UTF8.GetCharCount(_utf8, _byteCursor, byteOffset - _byteCursor);
        _byteCursor = byteOffset;
        return _charCursor;
    }

    private void ReportSyntax(JsonException exception, int bom)
    {
        int offset = bom;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            int next = _utf8.AsSpan(offset).IndexOf((byte)'\n');
            offset = next < 0 ? _utf8.Length : offset + next + 1;
        }

        offset = (int)Math.Min(_utf8.Length, offset + (exception.BytePositionInLine ?? 0));
        while (offset > 0 && offset < _utf8.Length && (_utf8[offset] & 0xC0) == 0x80)
        {
            offset--;
        }

        int start = ToCharOffset(offset);
        bool atEnd = start >= _source.Text.Length;
        string found = atEnd ? "the text ends here" : string.Create(CultureInfo.InvariantCulture, $"found {JsonNode.Quote(_source.Text.Substring(start, 1))}");
        (string? message, string? help) = SyntaxFault(start);
        _diagnostics.Add(DiagnosticDescriptors.InvalidJson, _source, new SourceSpan(start, atEnd ? 0 : 1), $"not valid JSON ({found}): {message ?? Plain(exception.Message)}", help);
    }

    // The mistakes that people make in policies, in words of their own; the rest in those of the reader.
    private (string? Message, string? Help) SyntaxFault(int start)
    {
        if (start >= _source.Text.Length)
        {
            return start == 0 ? ("the text is empty", "a policy is a JSON object") : ("the text ends too early", "a bracket, brace or quote is not closed");
        }

        return _source.Text[start] switch
        {
            '/' or '#' => ("JSON has no comments", "remove it"),
            '\'' => ("a string stands in double quotes", "replace the single quotes"),
            '}' or ']' when _source.Text.AsSpan(0, start).TrimEnd().EndsWith(",") => ("a comma stands behind the last member", "remove the comma in front of it"),
            _ => (null, null),
        };
    }

    // What the reader says about itself is of no use to who wrote the policy.
    private static string Plain(string message)
    {
        int tail = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return PrintableText.Line((tail < 0 ? message : message[..tail]).TrimEnd('.', ' '));
    }
}
