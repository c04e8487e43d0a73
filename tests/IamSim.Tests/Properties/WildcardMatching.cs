using FsCheck;
using FsCheck.Fluent;
using IamSim.Matching;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>The bit-parallel automaton against the definition of wildcards.</summary>
public sealed class WildcardMatching
{
    [Fact]
    public void Every_short_pattern_matches_by_definition()
    {
        string[] texts = [.. Words("ab", 6)];
        foreach (string pattern in Words("ab*?", 6))
        {
            var compiled = Pattern.Compile(pattern, PatternMode.Text);
            foreach (string text in texts)
            {
                if (compiled.IsMatch(text) != IsLike(pattern, text))
                {
                    Assert.Fail($"'{pattern}' on '{text}': the definition says {IsLike(pattern, text)}");
                }
            }
        }
    }

    [Fact]
    public void Every_short_resource_pattern_matches_by_definition()
    {
        string[] texts = [.. Words("a:", 8)];
        foreach (string pattern in Words("a:*?", 5))
        {
            AssertSame(pattern, texts, PatternMode.Resource);
            AssertSame(pattern, texts, PatternMode.ResourceWithinSegments);
        }
    }

    [Theory]
    [InlineData((byte)PatternMode.Resource)]
    [InlineData((byte)PatternMode.ResourceWithinSegments)]
    [InlineData((byte)PatternMode.Arn)]
    public void Random_arn_patterns_match_by_definition(byte mode)
    {
        // Colons are frequent, so that patterns often have the six parts.
        Gen<string> patterns = Gen.Elements("a", ":", ":", "*", "?", "b").ArrayOf(14).Select(string.Concat);
        Gen<string> texts = Gen.Elements("a", ":", ":", "b").ArrayOf(12).Select(string.Concat);
        foreach ((_, (string pattern, string[] candidates)) in RandomCases.Of(patterns.Zip(texts.ArrayOf(20)), 3000))
        {
            // COND-73: fewer than six parts never come as far as the automaton.
            if (mode != (byte)PatternMode.Arn || pattern.Count(static c => c == ':') >= 5)
            {
                AssertSame(pattern, [.. candidates, .. candidates.Select(text => Fill(pattern, text))], (PatternMode)mode);
            }
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(300)]
    public void Long_patterns_match_by_definition(int symbols)
    {
        Gen<string> patterns = Gen.Frequency((8, Gen.Elements("a", "b", "?")), (1, Gen.Constant("*"))).ArrayOf(symbols).Select(string.Concat);
        Gen<string> fillings = Gen.Elements("a", "b", "ab", "").ArrayOf(7).Select(string.Concat);
        foreach ((_, (string pattern, string[] candidates)) in RandomCases.Of(patterns.Zip(fillings.ArrayOf(4)), 40))
        {
            IEnumerable<string> texts = candidates.Select(filling => Fill(pattern, filling));
            AssertSame(pattern, [.. texts, .. texts.Select(static text => text[1..]), .. texts.Select(static text => text[..^1] + "b")], PatternMode.Text);
            AssertSame("a:b:*:" + pattern, [.. texts.Select(static text => "a:b:::" + text), .. texts.Select(static text => "a:b:c::d:" + text)], PatternMode.Resource);
        }
    }

    [Fact]
    public void A_question_mark_is_one_code_point()
    {
        // A lone half of a pair in a request is a character too; in a policy it is not valid JSON.
        string[] characters = ["a", "\U0001F600", "\uD83D", "\uDE00"];
        string[] texts = [.. characters, "", .. characters.SelectMany(first => characters.Select(second => first + second))];
        foreach (string pattern in new[] { "?", "??", "*", "?*", "*?", "a?", "\U0001F600", "\U0001F600?", "?\U0001F600", "*\U0001F600", "\U0001F600*" })
        {
            AssertSame(pattern, texts, PatternMode.Text);
        }
    }

    private static void AssertSame(string pattern, IEnumerable<string> texts, PatternMode mode)
    {
        var compiled = Pattern.Compile(pattern, mode);
        foreach (string text in texts)
        {
            bool expected = mode switch
            {
                PatternMode.Text => ReferenceEvaluator.Glob(pattern, text),
                PatternMode.Arn => ReferenceEvaluator.ArnGlob(pattern, text),
                _ => ReferenceEvaluator.ResourceGlob(pattern, text, crossesColons: mode == PatternMode.Resource),
            };
            if (compiled.IsMatch(text) != expected)
            {
                Assert.Fail($"{mode} '{pattern}' on '{text}': the definition says {expected}");
            }
        }
    }

    /// <summary>The definition for texts without surrogates: a star stands for nothing, or for a character and itself.</summary>
    private static bool IsLike(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
    {
        [] => text.IsEmpty,
        ['*', .. var rest] => IsLike(rest, text) || (!text.IsEmpty && IsLike(pattern, text[1..])),
        ['?', .. var rest] => !text.IsEmpty && IsLike(rest, text[1..]),
        [var c, .. var rest] => !text.IsEmpty && text[0] == c && IsLike(rest, text[1..]),
    };

    /// <summary>A text that the pattern covers unless a colon is in the way: every wildcard is filled in.</summary>
    private static string Fill(string pattern, string filling)
    {
        int next = 0;
        return string.Concat(pattern.Select(c => c switch
        {
            '*' => filling.Length == 0 ? "" : filling[..(next++ % filling.Length)],
            '?' => filling.Length == 0 ? "a" : filling[next++ % filling.Length].ToString(),
            _ => c.ToString(),
        }));
    }

    private static IEnumerable<string> Words(string alphabet, int longest) =>
        longest == 0 ? [""] : Words(alphabet, longest - 1).SelectMany(word => word.Length == longest - 1 ? alphabet.Select(c => word + c).Prepend(word) : [word]);
}
