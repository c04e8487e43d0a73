using System.Buffers;
using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>
/// Reads JSON straight from its characters, in one pass and without findings. It gives up at whatever is not valid, not wanted or not usual:
/// <see cref="JsonTreeBuilder"/> then begins anew and says what is wrong, or reads it.
/// </summary>
internal ref struct UsualJsonReader
{
    private static readonly SearchValues<char> EndsPlainText = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(static c => (char)c), '"', '\\']);

    private readonly ReadOnlySpan<char> _text;
    private readonly JsonRecords _records;
    private readonly int _maximumDepth;
    private readonly ClosedNames? _closed;
    private readonly RecentTexts? _recent;
    private string? _name;
    private int _at;

    private UsualJsonReader(string text, JsonRecords records, int maximumDepth, ClosedNames? closed, RecentTexts? recent)
    {
        (_closed, _recent) = (closed, recent);
        _text = text;
        _records = records;
        _maximumDepth = maximumDepth;
        _at = text.StartsWith('\uFEFF') ? 1 : 0;
    }

    /// <summary>Reads a whole text. When it gives up, the records hold what came before.</summary>
    public static bool TryRead(string text, JsonRecords records, int maximumDepth, ClosedNames? closed = null, RecentTexts? recent = null) =>
        // Half a surrogate pair is a fault; whole ones are too rare to tell apart.
        !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && new UsualJsonReader(text, records, maximumDepth, closed, recent).TryRead();

    private bool TryRead()
    {
        if (!TryReadValue(out bool opened))
        {
            return false;
        }

        while (_records.Depth > 0)
        {
            if (!TryReadMember(ref opened))
            {
                return false;
            }
        }

        return Peek() == '\0' && _at == _text.Length;
    }

    /// <summary>Reads the next member of the open container, or its end.</summary>
    private bool TryReadMember(ref bool first)
    {
        bool isObject = _records.IsInObject;
        char c = Peek();
        if (c == (isObject ? '}' : ']'))
        {
            _records.Close(++_at);
            first = false;
            return true;
        }

        if (!first)
        {
            if (c != ',')
            {
                return false;
            }

            _at++;
        }

        return (!isObject || TryReadName()) && TryReadValue(out first);
    }

    private bool TryReadName()
    {
        if (Peek() != '"' || !TryReadText(out string? name, out SourceSpan span) || Peek() != ':')
        {
            return false;
        }

        _at++;
        _name = name;
        return _records.TryName(name!, span);
    }

    private bool TryReadValue(out bool opened)
    {
        char c = Peek();
        opened = c is '{' or '[';
        if (opened)
        {
            if (_records.Depth >= _maximumDepth)
            {
                return false;
            }

            if (c == '{' && _closed is not null && _records.Depth > 0 && _records.IsInObject && _closed.Contains(_name))
            {
                opened = false;
                return TrySkipObject();
            }

            _records.Open(c == '{' ? JsonKind.Object : JsonKind.Array, _at++);
            return true;
        }

        if (c != '"')
        {
            return TryReadWord(c);
        }

        if (!TryReadText(out string? text, out SourceSpan span))
        {
            return false;
        }

        _records.Append(JsonKind.String, span, text);
        return true;
    }

    // The text is known to be JSON, so that only strings and braces matter.
    private bool TrySkipObject()
    {
        int start = _at;
        int depth = 0;
        while (_text[_at..].IndexOfAny('{', '}', '"') is >= 0 and int length)
        {
            _at += length;
            char c = _text[_at++];
            if (c == '"')
            {
                while (_text[_at..].IndexOfAny('"', '\\') is >= 0 and int plain && _text[_at + plain] == '\\')
                {
                    _at += plain + 2;
                }

                _at += _text[_at..].IndexOf('"') + 1;
                continue;
            }

            depth += c == '{' ? 1 : -1;
            if (depth == 0)
            {
                _records.Append(JsonKind.Object, new SourceSpan(start, _at - start), null);
                return true;
            }
        }

        return false;
    }

    private bool TryReadText(out string? text, out SourceSpan span)
    {
        ReadOnlySpan<char> rest = _text[(_at + 1)..];
        int length = rest.IndexOfAny(EndsPlainText);
        if (length < 0 || rest[length] != '"')
        {
            (text, span) = (null, default);
            return false;
        }

        (text, span) = (_recent is null ? FrequentTexts.Find(rest[..length]) ?? NewText(rest[..length]) : _recent.Get(rest[..length]), new SourceSpan(_at, length + 2));
        _at += length + 2;
        return true;
    }

    private readonly string NewText(ReadOnlySpan<char> characters)
    {
        string text = characters.ToString();
        _records.CountText(text);
        return text;
    }

    private bool TryReadWord(char first)
    {
        (JsonKind kind, int length) = first switch
        {
            't' => (JsonKind.Boolean, Measure("true")),
            'f' => (JsonKind.Boolean, Measure("false")),
            'n' => (JsonKind.Null, Measure("null")),
            _ => (JsonKind.Number, MeasureNumber()),
        };
        if (length == 0)
        {
            return false;
        }

        _records.Append(kind, new SourceSpan(_at, length), null);
        _at += length;
        return true;
    }

    private readonly int Measure(string word) => _text[_at..].StartsWith(word, StringComparison.Ordinal) ? word.Length : 0;

    // Whole numbers up to nine digits, with no zero in front; anything else is the other reader's.
    private readonly int MeasureNumber()
    {
        const int Longest = 9;
        int length = 0;
        while (length <= Longest && _at + length < _text.Length && char.IsAsciiDigit(_text[_at + length]))
        {
            length++;
        }

        return length is > 0 and <= Longest && (length == 1 || _text[_at] != '0') && _at + length < _text.Length && _text[_at + length] is ',' or ']' or '}' or ' ' or '\r' or '\n' ? length : 0;
    }

    /// <summary>The next character that is not white space; U+0000 at the end.</summary>
    private char Peek()
    {
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c is not (' ' or '\n' or '\r' or '\t'))
            {
                return c;
            }

            _at++;
        }

        return '\0';
    }
}
