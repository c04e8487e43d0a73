using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>Fills a <see cref="JsonSyntaxTree"/> from <see cref="Utf8JsonReader"/> without recursion.</summary>
internal sealed class JsonTreeBuilder
{
    // Up to this many names a linear look back beats a hash set.
    private const int SmallObject = 8;

    // What the grammar of policies needs.
    private const int PolicyDepth = 8;

    // A value of a policy, with its name, takes about so many characters.
    private const int CharactersPerRecord = 32;

    // Names and values that policies are full of: one string for all of them.
    private static readonly string[] Frequent =
        ["Sid", "Effect", "Action", "Resource", "Condition", "Principal", "NotAction", "NotResource", "Version", "Statement", "Id", "AWS", "Service", "Allow", "Deny", "*", "2012-10-17", "true", "StringEquals", "StringLike"];

    private const int LongestFrequent = 12;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly SourceText _source;
    private readonly int _maximumDepth;
    private readonly DiagnosticBag _diagnostics;
    private readonly List<JsonRecord> _records;
    private readonly List<OpenContainer> _open = new(PolicyDepth);
    private int _depth;
    private byte[] _utf8 = [];
    private bool _isAscii;
    private int _byteCursor;
    private int _charCursor;
    private string? _name;
    private SourceSpan _nameSpan;

    public JsonTreeBuilder(SourceText source, int maximumDepth, DiagnosticBag diagnostics)
    {
        _source = source;
        _maximumDepth = maximumDepth;
        _diagnostics = diagnostics;
        _records = new List<JsonRecord>(Math.Min(source.Text.Length / CharactersPerRecord, ushort.MaxValue) + 4);
    }

    public JsonSyntaxTree? Build()
    {
        if (!TryEncode())
        {
            return null;
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
                    return null;
                }
            }
        }
        catch (JsonException exception)
        {
            ReportSyntax(exception, bom);
            return null;
        }

        return new JsonSyntaxTree(_source, _records);
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

                int index = Append(reader.TokenType == JsonTokenType.StartObject ? JsonKind.Object : JsonKind.Array, new SourceSpan(start, 1), null);
                Open(index);
                return true;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                ref JsonRecord closed = ref CollectionsMarshal.AsSpan(_records)[_open[--_depth].Index];
                closed.Span = new SourceSpan(closed.Span.Start, start + 1 - closed.Span.Start);
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

        Append(kind, span, text);
        return true;
    }

    private bool AcceptName(ref Utf8JsonReader reader, int bom, int start)
    {
        // For a name BytesConsumed is behind the colon; the name ends at its closing quote.
        int end = ToCharOffset(checked((int)reader.TokenStartIndex) + bom + reader.ValueSpan.Length + 2);
        _nameSpan = new SourceSpan(start, end - start);
        if (!TryDecode(ref reader, _nameSpan, out _name))
        {
            return false;
        }

        if (!_open[_depth - 1].TryAddName(_name!, _records))
        {
            _diagnostics.Add(DiagnosticDescriptors.DuplicateName, _source, _nameSpan, $"the name {JsonNode.Quote(_name!)} stands twice in one object", "remove one of them: readers disagree about which one counts");
        }

        return true;
    }

    private bool TryDecode(ref Utf8JsonReader reader, SourceSpan span, out string? text)
    {
        try
        {
            text = FindFrequent(ref reader) ?? reader.GetString();
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

    private static string? FindFrequent(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped || reader.ValueSpan.Length is 0 or > LongestFrequent)
        {
            return null;
        }

        byte first = reader.ValueSpan[0];
        foreach (string text in Frequent)
        {
            if (text[0] == first && text.Length == reader.ValueSpan.Length && Ascii.Equals(reader.ValueSpan, text))
            {
                return text;
            }
        }

        return null;
    }

    // Containers are used again: a document opens many and has few open at once.
    private void Open(int index)
    {
        if (_depth == _open.Count)
        {
            _open.Add(new OpenContainer());
        }

        _open[_depth++].Begin(index);
    }

    private int Append(JsonKind kind, SourceSpan span, string? text)
    {
        int index = _records.Count;
        _records.Add(new JsonRecord { Kind = kind, Span = span, Value = text, Name = _name, NameSpan = _nameSpan, FirstChild = -1, NextSibling = -1 });
        (_name, _nameSpan) = (null, default);
        if (_depth > 0)
        {
            OpenContainer parent = _open[_depth - 1];
            Span<JsonRecord> records = CollectionsMarshal.AsSpan(_records);
            if (parent.LastChild >= 0)
            {
                records[parent.LastChild].NextSibling = index;
            }
            else
            {
                records[parent.Index].FirstChild = index;
            }

            parent.LastChild = index;
        }

        return index;
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

    private sealed class OpenContainer
    {
        private HashSet<string>? _names;
        private int _count;

        public int Index { get; private set; }

        public int LastChild { get; set; }

        public void Begin(int index)
        {
            (Index, LastChild, _names, _count) = (index, -1, null, 0);
        }

        public bool TryAddName(string name, List<JsonRecord> records)
        {
            ReadOnlySpan<JsonRecord> all = CollectionsMarshal.AsSpan(records);
            if (++_count <= SmallObject)
            {
                return !HasName(name, all);
            }

            _names ??= NamesOf(all);
            return _names.Add(name);
        }

        private bool HasName(string name, ReadOnlySpan<JsonRecord> records)
        {
            for (int i = records[Index].FirstChild; i >= 0; i = records[i].NextSibling)
            {
                if (string.Equals(records[i].Name, name, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }

        private HashSet<string> NamesOf(ReadOnlySpan<JsonRecord> records)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            for (int i = records[Index].FirstChild; i >= 0; i = records[i].NextSibling)
            {
                names.Add(records[i].Name!);
            }

            return names;
        }
    }
}
