using System.Text.RegularExpressions;

namespace IamSim.Tests.Architecture;

/// <summary>The threat model names the test that shows each defence; this looks whether there is such a test.</summary>
public sealed class ThreatModelTests
{
    private static readonly string Document = File.ReadAllText(Path.Combine(RepositoryTests.Root, "docs/threat-model.md"));

    [Fact]
    public void Every_test_that_the_threat_model_names_exists()
    {
        string[] named = [.. Regex.Matches(Document, "`([A-Z][A-Za-z0-9]+)\\.([A-Z][A-Za-z0-9_]*_[A-Za-z0-9_]+)`").Select(static match => match.Value.Trim('`')).Distinct(StringComparer.Ordinal)];
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(RepositoryTests.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))];
        Dictionary<string, string> classes = files.GroupBy(static path => Path.GetFileNameWithoutExtension(path), StringComparer.Ordinal).ToDictionary(static group => group.Key, static group => string.Concat(group.Select(File.ReadAllText)), StringComparer.Ordinal);

        Assert.InRange(named.Length, 40, 400);
        Assert.All(named, name => Assert.True(Has(classes, name.Split('.')), name));
    }

    [Fact]
    public void Every_row_of_a_defence_names_a_test()
    {
        string[] rows = [.. Document.Split("\n## Defences\n")[1].Split("\n## ")[0].Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal) && !line.StartsWith("| What", StringComparison.Ordinal))];

        Assert.InRange(rows.Length, 20, 200);
        Assert.All(rows, static row => Assert.Matches("`[A-Z][A-Za-z0-9]+\\.[A-Z][A-Za-z0-9_]*_[A-Za-z0-9_]+` \\|$", row));
    }

    private static bool Has(Dictionary<string, string> classes, string[] name) =>
        classes.TryGetValue(name[0], out string? text) && Regex.IsMatch(text, $@"\b(void|Task|Property) {name[1]}\(");
}
