using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tests.Architecture;

/// <summary>What the documents of the repository say is what the code does.</summary>
public sealed class RepositoryTests
{
    /// <summary>The folder of the repository.</summary>
    internal static readonly string Root = FindRoot();

    [Fact]
    public void The_readme_example_is_the_compiled_one()
    {
        string program = Read("examples/QuickStart/Program.cs");
        string region = Between(program, "// <readme>\n", "// </readme>");

        Assert.Contains(Unindent(region), Read("README.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        string[] broken =
        [
            .. Documents().SelectMany(static document => Links(document)
                .Where(link => !File.Exists(Path.Combine(Path.GetDirectoryName(document)!, link)) && !Directory.Exists(Path.Combine(Path.GetDirectoryName(document)!, link)))
                .Select(link => $"{Path.GetRelativePath(Root, document)}: {link}")),
        ];

        Assert.True(broken.Length == 0, string.Join('\n', broken));
    }

    [Fact]
    public void Every_operator_option_and_rule_is_documented()
    {
        Assert.All(ConditionOperators.Names, static name => Assert.Contains(name, Read("docs/concepts/conditions.md"), StringComparison.Ordinal));
        Assert.All(ScenarioOptions.Names, static name => Assert.Contains(name, Read("docs/scenario-format.md"), StringComparison.Ordinal));
        string pages = Read("docs/concepts/evaluation.md") + Read("docs/where-aws-is-silent.md");
        Assert.All(NamedRule.All, rule => Assert.Contains(rule.Id, pages, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_condition_operator_has_conformance_cases()
    {
        string cases = string.Concat(Directory.EnumerateFiles(Path.Combine(Root, "tests/IamSim.Conformance/cases"), "*.json", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.All(ConditionOperators.Names, name => Assert.Contains($"{name}\"", cases, StringComparison.Ordinal));
    }

    [Fact]
    public void Source_files_stay_short()
    {
        string[] lengthy =
        [
            .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
                .Where(static path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
                .Where(static path => File.ReadLines(path).Count() > 400)
                .Select(static path => Path.GetRelativePath(Root, path)),
        ];

        Assert.Empty(lengthy);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IamSim.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("the tests run from inside the repository");
    }

    private static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Documents() =>
        Directory.EnumerateFiles(Root, "*.md").Concat(Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories)).Concat(Directory.EnumerateFiles(Path.Combine(Root, "examples"), "*.md", SearchOption.AllDirectories));

    private static IEnumerable<string> Links(string document)
    {
        string text = File.ReadAllText(document);
        for (int at = text.IndexOf("](", StringComparison.Ordinal); at >= 0; at = text.IndexOf("](", at + 2, StringComparison.Ordinal))
        {
            string link = text[(at + 2)..text.IndexOf(')', at)].Split('#')[0];
            if (link.Length > 0 && !link.Contains("://", StringComparison.Ordinal))
            {
                yield return link;
            }
        }
    }

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }

    private static string Unindent(string text)
    {
        string[] lines = text.TrimEnd().Split('\n');
        int indent = lines.Where(static line => line.Trim().Length > 0).Min(static line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line));
    }
}
