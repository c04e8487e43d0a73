using System.Text.Json;

namespace IamSim.ServiceData.Tests;

/// <summary>Expansion compared with a matcher that shares nothing with it, over names from the source itself where it is there.</summary>
public sealed class ExpansionTests(ITestOutputHelper output)
{
    private const string Corpus = "IAMSIM_CORPUS";

    private static readonly string[] All = [.. SourceFolder.Package is { } folder ? FromSource(folder) : FromCatalog()];

    [Theory]
    [InlineData("s3:GetObject", "s3:GetObject")]
    [InlineData("S3:GETOBJECT", "s3:GetObject")]
    [InlineData("s3:GetObjectV*Tagging", "s3:GetObjectVersionTagging")]
    [InlineData("sts:Assume????", "sts:AssumeRole,sts:AssumeRoot")]
    [InlineData("*:AssumeRole", "sts:AssumeRole")]
    [InlineData("*AssumeRole", "sts:AssumeRole")]
    [InlineData("st?:AssumeRole", "sts:AssumeRole")]
    [InlineData("s*s*AssumeRole", "sts:AssumeRole")]
    [InlineData("s3", "")]
    [InlineData("s3:", "")]
    [InlineData("", "")]
    [InlineData("s3:Nothing*", "")]
    [InlineData("nosuch:*", "")]
    [InlineData("s3:*:*", "")]
    public void A_pattern_covers_what_the_evaluation_would_match(string pattern, string expected)
    {
        Assert.Equal(expected, string.Join(',', ServiceReference.Default.ExpandActions(pattern).Select(static action => action.FullName)));
        Assert.Equal(expected.Length > 0, ServiceReference.Default.MatchesAnyAction(pattern));
    }

    [Fact]
    public void A_star_alone_covers_every_action_once()
    {
        string[] names = [.. ServiceReference.Default.ExpandActions("*").Select(static action => action.FullName)];

        Assert.Equal(22091, names.Length);
        Assert.Equal(All.Order(StringComparer.OrdinalIgnoreCase), names.Order(StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void Every_pattern_of_the_corpus_expands_as_a_naive_matcher_says()
    {
        string? folder = Environment.GetEnvironmentVariable(Corpus);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{Corpus} names no folder of policy documents");

        var patterns = new SortedSet<string>(StringComparer.Ordinal);
        int documents = 0;
        foreach (string line in Directory.EnumerateFiles(folder!, "*.ndjson").SelectMany(File.ReadLines))
        {
            using JsonDocument entry = JsonDocument.Parse(line);
            using JsonDocument policy = JsonDocument.Parse(entry.RootElement.GetProperty("text").GetString()!);
            Gather(policy.RootElement, patterns);
            documents++;
        }

        int expanded = 0;
        int none = 0;
        foreach (string pattern in patterns)
        {
            string[] expected = [.. All.Where(name => IsCovered(pattern, name)).Order(StringComparer.OrdinalIgnoreCase)];
            string[] actual = [.. ServiceReference.Default.ExpandActions(pattern).Select(static action => action.FullName).Order(StringComparer.OrdinalIgnoreCase)];
            Assert.True(expected.SequenceEqual(actual, StringComparer.Ordinal), $"{pattern}: {actual.Length} actions, expected {expected.Length}");
            expanded += actual.Length;
            none += actual.Length == 0 ? 1 : 0;
        }

        output.WriteLine($"{documents} documents, {patterns.Count} different patterns, {patterns.Count(static pattern => pattern.AsSpan().ContainsAny('*', '?'))} with wildcards; {expanded} actions in all, {none} patterns cover none; names from {(SourceFolder.Package is null ? "the catalog" : "the source")}");
        Assert.True(patterns.Count > 1000, $"only {patterns.Count} patterns in {folder}");
    }

    private static void Gather(JsonElement element, SortedSet<string> patterns)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in element.EnumerateArray())
            {
                Gather(item, patterns);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in element.EnumerateObject())
            {
                if (member.Name is "Action" or "NotAction")
                {
                    patterns.UnionWith(member.Value.ValueKind == JsonValueKind.Array ? member.Value.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.String).Select(static item => item.GetString()!) : member.Value.ValueKind == JsonValueKind.String ? [member.Value.GetString()!] : []);
                }
                else
                {
                    Gather(member.Value, patterns);
                }
            }
        }
    }

    private static IEnumerable<string> FromSource(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(folder, "data", "actions"), "*.json"))
        {
            using JsonDocument actions = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (JsonProperty action in actions.RootElement.EnumerateObject())
            {
                yield return $"{Path.GetFileNameWithoutExtension(file)}:{action.Value.GetProperty("name").GetString()}";
            }
        }
    }

    private static IEnumerable<string> FromCatalog() =>
        ServiceReference.Default.ServicePrefixes.SelectMany(static prefix => ServiceReference.Default.FindService(prefix)!.Actions).Select(static action => action.FullName);

    // The textbook algorithm: go back to the last star.
    private static bool IsCovered(string pattern, string name)
    {
        int p = 0;
        int n = 0;
        int star = -1;
        int mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, mark) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
