using System.Text;

namespace IamSim.Scenarios;

/// <summary>Gives texts that repeat as one string. Of fixed size: a text takes the place of whichever was there, so that a hostile stream costs time, not memory.</summary>
internal sealed class AsciiTexts(int bits)
{
    private const int Longest = 256;

    private readonly string?[] _texts = new string?[1 << bits];

    /// <summary>Decodes a text, which has to be valid UTF-8.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > Longest)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ref string? place = ref _texts[(int)(Utf8Hash.Of(utf8) >> (64 - bits))];
        // A text that is not ASCII equals none and is decoded anew.
        return place is { } known && Ascii.Equals(utf8, known) ? known : place = Encoding.UTF8.GetString(utf8);
    }
}
