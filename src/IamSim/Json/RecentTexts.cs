namespace IamSim.Json;

/// <summary>Remembers short texts that were read lately, so that names and values that a large file repeats are one string each. Not thread-safe.</summary>
internal sealed class RecentTexts
{
    // A quarter of a megabyte of what a text of some hundred characters costs.
    private const int Places = 1 << 12;
    private const int LongestKept = 128;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The string that was given for the same text before, where it is still remembered, or a new one.</summary>
    public string Get(ReadOnlySpan<char> text)
    {
        if (text.Length > LongestKept)
        {
            return text.ToString();
        }

        ref string? place = ref _texts[PlaceOf(text)];
        if (place is { } known && text.SequenceEqual(known))
        {
            return known;
        }

        return place = text.ToString();
    }

    // Texts of one file differ at their ends, where ARNs have their names.
    private static int PlaceOf(ReadOnlySpan<char> text)
    {
        const int Looked = 24;
        uint hash = (uint)text.Length;
        foreach (char c in text[Math.Max(0, text.Length - Looked)..])
        {
            hash = unchecked((hash ^ c) * 0x01000193);
        }

        return (int)(hash % Places);
    }
}
