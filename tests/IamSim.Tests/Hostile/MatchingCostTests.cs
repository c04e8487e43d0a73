using IamSim.Matching;

namespace IamSim.Tests.Hostile;

/// <summary>Matching takes steps in proportion to the text. Steps are counted, and how they grow is fitted: no time is measured.</summary>
public sealed class MatchingCostTests
{
    private static readonly int[] Lengths = [100, 1_000, 10_000, 100_000];

    public static TheoryData<string, string> Families => new()
    {
        { "*a*a*a*a*b", "a" },
        { "*?a*?a*?a*?b", "a" },
        { "a*a*a*a*a*a*a*a*a*a*b", "a" },
        { "*aaaaaaaaaaaaaaaaaaaaaaaaaaaaab*", "a" },
        { "*ab*ab*ab*ac", "ab" },
        { "?*?*?*?*?*b", "a" },
        { "*a?????????????????b*", "a" },
        { "arn:aws:s3:::*a*a*a*b", "a" },
        { "*:*:*:*:*:*:b", ":" },
        { "*\U0001F600*?*\U0001F600b", "\U0001F600" },
    };

    [Theory]
    [MemberData(nameof(Families))]
    public void Steps_grow_no_faster_than_the_text(string pattern, string repeated)
    {
        foreach (PatternMode mode in Enum.GetValues<PatternMode>())
        {
            (double X, double Y)[] points = [.. Lengths.Select(length => (Math.Log(length), Math.Log(Math.Max(1, Steps(pattern, mode, Text(pattern, repeated, length))))))];
            double slope = Slope(points);

            Assert.True(slope <= 1.05, $"{mode}, {pattern}: the steps grow with the power {slope:0.000}");
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_longer_bomb_costs_a_word_of_64_characters_more(string pattern, string repeated)
    {
        string text = Text(pattern, repeated, 2_048);
        foreach (int times in new[] { 1, 10, 100 })
        {
            string longer = string.Concat(Enumerable.Repeat(pattern[..^1], times)) + pattern[^1];
            long steps = Steps(longer, PatternMode.Text, text);

            Assert.InRange(steps, 0, 2L * (text.Length + 8) * ((longer.Length / 64) + 2));
        }
    }

    private static string Text(string pattern, string repeated, int length)
    {
        string start = pattern.StartsWith("arn:", StringComparison.Ordinal) ? "arn:aws:s3:::" : "";
        return start + string.Concat(Enumerable.Repeat(repeated, length / repeated.Length));
    }

    private static long Steps(string pattern, PatternMode mode, string text)
    {
        var steps = new StepCounter();
        Pattern.Compile(pattern, mode).IsMatch(text, steps);
        return steps.Steps;
    }

    // Least squares over the logarithms.
    private static double Slope((double X, double Y)[] points)
    {
        double x = points.Average(static point => point.X);
        double y = points.Average(static point => point.Y);
        return points.Sum(point => (point.X - x) * (point.Y - y)) / points.Sum(point => (point.X - x) * (point.X - x));
    }
}
