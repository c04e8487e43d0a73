using IamSim.Diagnostics;

namespace IamSim.Environments.Tests;

/// <summary>A page of docs/diagnostics about environments, whose examples are files that can be loaded.</summary>
internal sealed class EnvironmentPage(string path)
{
    public string[] Lines { get; private set; } = File.ReadAllLines(path);

    /// <summary>The finding that the page shows.</summary>
    public string Finding
    {
        get
        {
            (int start, int end) = Assert.Single(Blocks("text finding"));
            return string.Join('\n', Lines[(start + 1)..end]);
        }
    }

    /// <summary>Loads the files of an example, and gives back what is found, with its text as the page would show it.</summary>
    /// <param name="example">The word behind the language: wrong or right.</param>
    public IReadOnlyList<(Diagnostic Finding, string Text)> Load(string example)
    {
        using var folder = new TemporaryFolder();
        (int, int)[] blocks = [.. Blocks($"json {example} "), .. Blocks($"yaml {example} "), .. Blocks($"text {example} ")];
        Assert.NotEmpty(blocks);
        foreach ((int start, int end) in blocks)
        {
            string[] words = Lines[start].Split(' ');
            string file = words.Single(static word => word.StartsWith("file=", StringComparison.Ordinal))["file=".Length..];
            if (words.SingleOrDefault(static word => word.StartsWith("link=", StringComparison.Ordinal)) is { } link)
            {
                File.CreateSymbolicLink(Path.Combine(folder.Path, file), link["link=".Length..]);
            }
            else
            {
                folder.With(file, string.Join('\n', Lines[(start + 1)..end]));
            }
        }

        // Texts are made while the folder is there.
        return [.. folder.Load().Diagnostics.Select(finding => (finding, finding.ToDetailedString().TrimEnd('\n').Replace(folder.Path + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)))];
    }

    /// <summary>Writes the finding anew.</summary>
    public void SetFinding(string text)
    {
        (int start, int end) = Assert.Single(Blocks("text finding"));
        Lines = [.. Lines[..(start + 1)], .. text.Split('\n'), .. Lines[end..]];
        File.WriteAllText(path, string.Join('\n', Lines) + "\n");
    }

    // The blocks whose info string is the text or begins with it.
    private IEnumerable<(int Start, int End)> Blocks(string info)
    {
        for (int i = 0; i < Lines.Length; i++)
        {
            if (Lines[i] == $"```{info}" || (info.EndsWith(' ') && Lines[i].StartsWith($"```{info}", StringComparison.Ordinal)))
            {
                yield return (i, Array.IndexOf(Lines, "```", i));
            }
        }
    }
}
