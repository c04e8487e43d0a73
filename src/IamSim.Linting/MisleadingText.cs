using System.Collections.Frozen;
using System.Globalization;

namespace IamSim.Linting;

/// <summary>Finds what a reader takes for something else: characters that cannot be seen, that turn the writing, or that look like those of ASCII.</summary>
internal static class MisleadingText
{
    // Each pair is a character and the one of ASCII that it looks like. Letters of Cyrillic, Greek and Armenian, then of Latin.
    private const string LetterPairs =
        "аaсcеeоoрpхxуyіiјjѕsԁdһhԛqԝwѵvӏlАAВBСCЕEНHІIЈJКKМMОOРPЅSТTХXУYԚQԜWӀIҮY"
        + "οoαaνvρpιiυuκkϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX"
        + "սuօoոnհh"
        + "ıiɡgɑa\u212AK";

    private const string SignPairs = "\u2010-\u2011-\u2012-\u2013-\u2014-\u2015-\u2212-\u2024.\u2044/\u2215/\uA789:\u2236:\u02D0:\u2217*\u204E*\u22C6*\u01C3!\u2223|\u02CB`\u2018'\u2019'";

    private static readonly FrozenDictionary<char, char> Letters = Read(LetterPairs);

    private static readonly FrozenDictionary<char, char> Signs = Read(SignPairs);

    /// <summary>The first character that misleads; <c>null</c> for none. Linear in the length.</summary>
    public static Finding? Find(string text)
    {
        if (text.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0)
        {
            return null;
        }

        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is < ' ' or > '~' && At(text, i) is { } finding)
            {
                return finding;
            }
        }

        return null;
    }

    private static Finding? At(string text, int i)
    {
        char c = text[i];
        if (c is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\u061C' or '\u200E' or '\u200F')
        {
            return new Finding(i, "which turns the direction of writing and is not seen itself", "remove it: what is shown is not what is compared");
        }

        if (IsInvisible(text, i))
        {
            return new Finding(i, "which cannot be seen", "remove it, or write a ? in its place where the name really has it");
        }

        if (c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC'))
        {
            return new Finding(i, "which is written from right to left: what stands beside it may be shown in another order", "compare the value with care, character by character");
        }

        return LooksLike(text, i) is { } meant ? new Finding(i, $"which looks like '{meant}'", $"write '{meant}' unless the name really has the other character") : null;
    }

    private static bool IsInvisible(string text, int i) => text[i] is '\u034F' or '\u115F' or '\u1160' or '\u3164' or '\uFFA0' or (>= '\uFE00' and <= '\uFE0F')
        || CharUnicodeInfo.GetUnicodeCategory(text, i) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static char? LooksLike(string text, int i)
    {
        char c = text[i];
        if (c is >= '\uFF01' and <= '\uFF5E')
        {
            return (char)(c - '\uFF01' + '!');
        }

        return Signs.TryGetValue(c, out char sign) ? sign : Letters.TryGetValue(c, out char letter) && IsInDisguise(text, i) ? letter : null;
    }

    // A word in a script of its own is no disguise, unless all of it looks like ASCII.
    private static bool IsInDisguise(string text, int i)
    {
        // Longer words are none.
        const int LongestWord = 64;
        int start = i;
        int end = i + 1;
        while (start > 0 && i - start < LongestWord && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        while (end < text.Length && end - i < LongestWord && char.IsLetter(text[end]))
        {
            end++;
        }

        bool all = true;
        bool any = false;
        foreach (char c in text.AsSpan(start, end - start))
        {
            any |= char.IsAsciiLetter(c);
            all &= char.IsAsciiLetter(c) || Letters.ContainsKey(c);
        }

        return any || all;
    }

    private static FrozenDictionary<char, char> Read(string pairs) => Enumerable.Range(0, pairs.Length / 2).ToFrozenDictionary(i => pairs[2 * i], i => pairs[(2 * i) + 1]);

    /// <summary>A character that misleads.</summary>
    /// <param name="Index">Where it stands.</param>
    /// <param name="Description">What is wrong with it, as a relative clause.</param>
    /// <param name="Help">What to do.</param>
    internal readonly record struct Finding(int Index, string Description, string Help);
}
