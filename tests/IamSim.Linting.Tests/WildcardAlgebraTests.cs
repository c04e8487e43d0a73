using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace IamSim.Linting.Tests;

/// <summary>What is said of two patterns, against all texts up to a length.</summary>
public sealed class WildcardAlgebraTests
{
    private static readonly string[] Texts = [.. Enumerable.Range(0, 8).SelectMany(static length => AllOf(length))];

    public static Arbitrary<string> Patterns() =>
        Gen.Elements('a', 'b', '*', '?').ListOf(4).Select(static symbols => string.Concat(symbols)).Or(Gen.Elements('a', 'b', '*', '?').ListOf(3).Select(static symbols => string.Concat(symbols))).ToArbitrary();

    [Property(MaxTest = 3000)]
    public Property A_pattern_said_to_cover_another_matches_every_text_of_it() =>
        Prop.ForAll(Patterns(), Patterns(), static (general, specific) => !WildcardAlgebra.Covers(general, specific) || IsCovered(general, specific));

    // With question marks in the first one, whether enough characters follow may remain unsaid.
    [Property(MaxTest = 3000)]
    public Property A_pattern_of_stars_that_matches_every_text_of_another_is_said_to_cover_it() =>
        Prop.ForAll(Patterns(), Patterns(), static (general, specific) => general.Contains('?', StringComparison.Ordinal) || WildcardAlgebra.Covers(general, specific) == IsCovered(general, specific));

    [Property(MaxTest = 3000)]
    public Property Two_patterns_intersect_exactly_if_a_text_is_matched_by_both() =>
        Prop.ForAll(Patterns(), Patterns(), static (left, right) =>
            WildcardAlgebra.Intersects(left, right) == Texts.Any(text => WildcardAlgebra.Matches(left, text) && WildcardAlgebra.Matches(right, text)));

    [Theory]
    [InlineData("s3:Get*", "s3:GetObject*", true)]
    [InlineData("*?", "?*", true)]
    [InlineData("a*", "*", false)]
    [InlineData("a?", "a*", false)]
    [InlineData("*a*", "ba", true)]
    public void Covers(string general, string specific, bool expected) => Assert.Equal(expected, WildcardAlgebra.Covers(general, specific));

    private static bool IsCovered(string general, string specific) =>
        Texts.Where(text => WildcardAlgebra.Matches(specific, text)).All(text => WildcardAlgebra.Matches(general, text));

    // Three letters, of which the patterns know two.
    private static IEnumerable<string> AllOf(int length) =>
        length == 0 ? [""] : AllOf(length - 1).SelectMany(static text => "abc".Select(letter => text + letter));
}
