namespace IamSim.Linting.Tests.Settings;

public sealed class PathPatternTests
{
    [Theory]
    [InlineData("a.json", "a.json", true)]
    [InlineData("a.json", "b/a.json", false)]
    [InlineData("a.json", "A.json", false)]
    [InlineData("*.json", "a.json", true)]
    [InlineData("*.json", ".json", true)]
    [InlineData("*.json", "b/a.json", false)]
    [InlineData("*", "a", true)]
    [InlineData("*", "a/b", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("p/*/x.json", "p/q/x.json", true)]
    [InlineData("p/*/x.json", "p/x.json", false)]
    [InlineData("p/*/x.json", "p/q/r/x.json", false)]
    [InlineData("**", "a/b/c.json", true)]
    [InlineData("**", "a", true)]
    [InlineData("p/**", "p/a/b.json", true)]
    [InlineData("p/**", "p", false)]
    [InlineData("p/**", "q/a.json", false)]
    [InlineData("**/x.json", "x.json", true)]
    [InlineData("**/x.json", "a/b/x.json", true)]
    [InlineData("**/x.json", "a/b/yx.json", false)]
    [InlineData("a/**/b/**/c", "a/b/c", true)]
    [InlineData("a/**/b/**/c", "a/x/b/y/b/z/c", true)]
    [InlineData("a/**/b/**/c", "a/x/b/y/b/z", false)]
    [InlineData("**/*-trust.json", "roles/x-trust.json", true)]
    [InlineData("*a*b*", "xaxbx", true)]
    [InlineData("*a*b", "xaxbx", false)]
    [InlineData("[a].{b}", "[a].{b}", true)]
    public void Stars_stand_for_characters_and_double_stars_for_folders(string pattern, string path, bool matches)
    {
        Assert.Equal(matches, PathPattern.Parse(pattern, out _)!.Matches(path));
    }

    [Fact]
    public void Random_patterns_match_what_a_plain_reading_matches()
    {
        var random = new Random(5);
        string[] pieces = ["a", "b", "*", "?", "ab", "a*b", "**"];
        for (int i = 0; i < 20_000; i++)
        {
            string pattern = string.Join('/', Enumerable.Range(0, random.Next(1, 5)).Select(_ => pieces[random.Next(pieces.Length)]));
            string path = string.Join('/', Enumerable.Range(0, random.Next(1, 6)).Select(_ => new string(random.GetItems("ab".AsSpan(), random.Next(1, 4)))));

            Assert.True(Plain(pattern.Split('/'), path.Split('/')) == PathPattern.Parse(pattern, out _)!.Matches(path), $"{pattern} {path}");
        }
    }

    // Exponential would be never.
    [Fact]
    public void Hostile_patterns_take_no_exponential_time()
    {
        PathPattern names = PathPattern.Parse(string.Concat(Enumerable.Repeat("*a", 500)) + "b", out _)!;
        PathPattern folders = PathPattern.Parse(string.Concat(Enumerable.Repeat("**/a/", 200)) + "b", out _)!;

        Assert.False(names.Matches(new string('a', 5_000)));
        Assert.False(folders.Matches(string.Join('/', Enumerable.Repeat("a", 5_000))));
    }

    private static bool Plain(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        if (pattern.IsEmpty)
        {
            return path.IsEmpty;
        }

        if (pattern[0] != "**")
        {
            return !path.IsEmpty && PlainName(pattern[0], path[0]) && Plain(pattern[1..], path[1..]);
        }

        for (int skip = 0; skip <= path.Length; skip++)
        {
            if (Plain(pattern[1..], path[skip..]) && (pattern.Length > 1 || skip > 0))
            {
                return true;
            }
        }

        return false;
    }

    private static bool PlainName(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name) =>
        pattern.IsEmpty ? name.IsEmpty
        : pattern[0] == '*' ? PlainName(pattern[1..], name) || (!name.IsEmpty && PlainName(pattern, name[1..]))
        : !name.IsEmpty && (pattern[0] == '?' || pattern[0] == name[0]) && PlainName(pattern[1..], name[1..]);
}
