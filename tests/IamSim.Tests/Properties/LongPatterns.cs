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

    /// <summary>Around the bounds of machine words, with each form of symbol and with characters that no table has: few enough to be asked about every change of the matcher.</summary>
    [Fact]
    public void A_pattern_of_a_few_words_covers_what_the_table_says()
    {
        var random = new Random(11);
        int covered = 0;
        int cases = 0;
        foreach (int length in (int[])[62, 63, 64, 65, 66, 126, 127, 128, 129, 130, 191, 192, 193, 200])
        {
            for (int round = 0; round < 12; round++)
            {
                string pattern = Pattern(random, length);
                string text = Text(random, pattern);
                (pattern, text) = round % 3 == 0 ? (pattern.Replace('b', 'é'), text.Replace('b', 'é')) : (pattern, text);
                bool expected = Covers(pattern, text);
                covered += expected ? 1 : 0;
                cases++;

                Assert.True(Automaton(pattern).IsMatch(text) == expected, $"'{pattern}' and '{text}': the table says {expected}");
                Assert.True(Automaton(pattern + "*").IsMatch(text + "tail") == Covers(pattern + "*", text + "tail"), $"'{pattern}*' and '{text}tail'");
            }
        }

        Assert.InRange(covered, cases / 10, cases - (cases / 10));
    }

    /// <summary>Every place of a pattern counts: one character more, less or another one is not covered.</summary>
    [Fact]
    public void No_place_of_a_long_pattern_is_passed_over()
    {
        string pattern = string.Concat(Enumerable.Range(0, 150).Select(static i => i % 10 == 3 ? '?' : i == 70 ? '*' : "abcdefg"[i % 7]));
        string text = pattern.Replace("*", "xyz", StringComparison.Ordinal).Replace('?', '.');

        Assert.True(Automaton(pattern).IsMatch(text));
        Assert.True(Automaton(pattern).IsMatch(text.Replace("xyz", "", StringComparison.Ordinal)));
        Assert.True(Automaton(pattern).IsMatch(text.Replace("xyz", new string('x', 200), StringComparison.Ordinal)));
        for (int i = 0; i < text.Length; i++)
        {
            bool isOpen = text[i] is '.' or 'x' or 'y' or 'z';
            Assert.True(isOpen == Automaton(pattern).IsMatch(text[..i] + '!' + text[(i + 1)..]), $"another character at {i}");
            Assert.True(Automaton(pattern).IsMatch(text[..i] + text[(i + 1)..]) == text[i] is 'x' or 'y' or 'z', $"no character at {i}");
        }
    }

    /// <summary>GRAM-54: in front of the fifth colon the star at the end of a segment passes colons, also where the automaton has several words.</summary>
    [Fact]
    public void A_long_resource_with_an_open_end_covers_what_follows_its_last_segment()
    {
        string name = new('n', 70);
        var pattern = Matching.Pattern.Compile($"arn:aws:s?:{name}*", PatternMode.Resource);

        Assert.True(pattern.IsMatch($"arn:aws:s3:{name}:111122223333:b"));
        Assert.True(pattern.IsMatch($"arn:aws:s3:{name}x:111122223333:b"));
        Assert.False(pattern.IsMatch($"arn:aws:s3:{name[1..]}:111122223333:b"));
        Assert.False(pattern.IsMatch($"arn:aws:s3:x{name}:111122223333:b"));
        Assert.False(pattern.IsMatch($"arn:aws:sqs:{name}:111122223333:b"));
    }

    /// <summary>States that a later star makes useless are dropped, and those above the highest are not looked at: a few steps for each character, not one for each word.</summary>
    [Fact]
    public void Only_words_with_living_states_are_looked_at()
    {
        string pattern = string.Concat(Enumerable.Repeat(new string('a', 63) + "?*", 10));
        string text = new('a', 1_000);
        var steps = new StepCounter();

        Assert.True(Matching.Pattern.Compile(pattern, PatternMode.Text).IsMatch(text, steps));
        Assert.InRange(steps.Steps, text.Length, 3 * text.Length);
        var none = new StepCounter();
        Assert.False(Matching.Pattern.Compile("b?" + pattern, PatternMode.Text).IsMatch(text, none));
        Assert.InRange(none.Steps, 0, 10);
    }

    // The question mark keeps simpler classes of patterns away.
    private static Matching.Pattern Automaton(string pattern) => Matching.Pattern.Compile(pattern, PatternMode.Text);

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
