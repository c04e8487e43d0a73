using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;

namespace IamSim.Diagnostics;

/// <summary>Leaves texts readable in JSON, but for what a terminal would obey or not show: the relaxed encoder of .NET lets through what turns the writing direction.</summary>
internal sealed class ReadableJsonEncoder : JavaScriptEncoder
{
    private const int EscapeLength = 6;

    private static readonly JavaScriptEncoder Relaxed = UnsafeRelaxedJsonEscaping;

    private static readonly SearchValues<char> Directions = SearchValues.Create("\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    // The bytes that these begin with in UTF-8.
    private static readonly SearchValues<byte> Starts = SearchValues.Create(0xD8, 0xE2);

    public override int MaxOutputCharactersPerInputCharacter => Relaxed.MaxOutputCharactersPerInputCharacter;

    public override bool WillEncode(int unicodeScalar) => IsDirection(unicodeScalar) || Relaxed.WillEncode(unicodeScalar);

    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        int first = Relaxed.FindFirstCharacterToEncode(text, textLength);
        int direction = new ReadOnlySpan<char>(text, first < 0 ? textLength : first).IndexOfAny(Directions);
        return direction < 0 ? first : direction;
    }

    public override int FindFirstCharacterToEncodeUtf8(ReadOnlySpan<byte> utf8Text)
    {
        int first = Relaxed.FindFirstCharacterToEncodeUtf8(utf8Text);
        // Where there might be one, each character is looked at.
        return utf8Text[..(first < 0 ? utf8Text.Length : first)].ContainsAny(Starts) ? base.FindFirstCharacterToEncodeUtf8(utf8Text) : first;
    }

    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!IsDirection(unicodeScalar))
        {
            return Relaxed.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        bool isWritten = bufferLength >= EscapeLength;
        numberOfCharactersWritten = isWritten ? EscapeLength : 0;
        return isWritten && new Span<char>(buffer, bufferLength).TryWrite(CultureInfo.InvariantCulture, $"\\u{unicodeScalar:X4}", out _);
    }

    private static bool IsDirection(int unicodeScalar) => unicodeScalar <= char.MaxValue && Directions.Contains((char)unicodeScalar);
}
