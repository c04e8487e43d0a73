using FsCheck.Fluent;
using IamSim.Matching;

namespace IamSim.Tests.Properties;

/// <summary>Patterns of several machine words, as AWS's limits allow them (P11), against the table that one would fill in by hand.</summary>
public sealed class LongPatterns
{
    [Fact]
    public void A_pattern_of_many_words_covers_what_the_table_says()
    {
        int covered = 0;
        int cases = 0;
        foreach ((ulong seed, int length) in RandomCases.Of(Gen.Choose(1, 900), 1_500))
        {
            var random = new Random(unchecked((int)seed));
            string pattern = Pattern(random, length);
            string text = Text(random, pattern);
            bool expected = Covers(pattern, text);
            covered += expected ? 1 : 0;
            cases++;

            Assert.True(Matching.Pattern.Compile(pattern, PatternMode.Text).IsMatch(text) == expected, $"'{pattern}' and '{text}': the table says {expected}\nrepeat with IAMSIM_SEED={seed}");
        }

        Assert.InRange(covered, cases / 10, cases - (cases / 10));
    }

    private static string Pattern(Random random, int length)
    {
        int stars = random.Next(4);
        char[] symbols = [.. Enumerable.Range(0, length).Select(_ => "ab?:"[random.Next(random.Next(3) == 0 ? 4 : 3)])];
        for (int i = 0; i < stars; i++)
        {
            symbols[random.Next(length)] = '*';
        }

        return new string(symbols);
    }

    // What the pattern covers, with a character changed every other time.
    private static string Text(Random random, string pattern)
    {
        char[] text = [.. pattern.SelectMany(symbol => symbol == '*' ? string.Concat(Enumerable.Range(0, random.Next(150)).Select(_ => "ab:"[random.Next(3)])) : symbol == '?' ? "ab"[random.Next(2)].ToString() : symbol.ToString())];
        if (random.Next(2) == 0 && text.Length > 0)
        {
            text[random.Next(text.Length)] = 'c';
        }

        return new string(text);
    }

    private static bool Covers(string pattern, string text)
    {
        bool[] reached = new bool[text.Length + 1];
        reached[0] = true;
        foreach (char symbol in pattern)
        {
            bool[] next = new bool[text.Length + 1];
            for (int i = 0; i <= text.Length; i++)
            {
                next[i] = symbol == '*' ? reached[i] || (i > 0 && next[i - 1]) : i > 0 && reached[i - 1] && (symbol == '?' || symbol == text[i - 1]);
            }

            reached = next;
        }

        return reached[^1];
    }
}
