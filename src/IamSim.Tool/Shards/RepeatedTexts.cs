using System.Text;

namespace IamSim.Tool.Shards;

/// <summary>Texts from UTF-8, of which the same ones come again and again: each is kept once, up to a bound. Not thread-safe.</summary>
internal sealed class RepeatedTexts
{
    // Far more than the principals, actions and answers that a part repeats; a bound all the same.
    private const int MostTexts = 16384;
    private const int LongestText = 2048;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly char[] _characters = new char[LongestText];

    public RepeatedTexts() => _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The text.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        // No text has more characters than bytes.
        if (utf8.Length > LongestText)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        ReadOnlySpan<char> characters = _characters.AsSpan(0, Encoding.UTF8.GetChars(utf8, _characters));
        if (_lookup.TryGetValue(characters, out string? known))
        {
            return known;
        }

        string text = characters.ToString();
        if (_texts.Count < MostTexts)
        {
            _texts.Add(text);
        }

        return text;
    }
}
