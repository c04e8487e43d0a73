using System.Text;

namespace IamSim.Tool.Tests;

/// <summary>
/// Runs the commands that a document shows and compares what they print. <c>IAMSIM_UPDATE_GOLDEN=1</c> writes it down anew; read the difference.
/// </summary>
internal static class DocumentedRuns
{
    private const string Fence = "```";
    private const string Prompt = "$ iamsim ";
    private const string Written = "Write `";

    /// <summary>Runs every block of a document that begins with <c>$ iamsim</c>, one after the other in one folder.</summary>
    /// <param name="document">The path of the document.</param>
    /// <param name="folder">Where to run. A block behind a line such as <c>Write `policy.json`:</c> is written there when its turn comes.</param>
    /// <returns>How many there were.</returns>
    public static int Check(string document, string folder)
    {
        string text = File.ReadAllText(document);
        var actual = new StringBuilder();
        int commands = 0;
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            actual.Append(lines[i]).Append('\n');
            if (i > 1 && lines[i].StartsWith(Fence, StringComparison.Ordinal) && lines[i - 2].StartsWith(Written, StringComparison.Ordinal))
            {
                int end = Array.IndexOf(lines, Fence, i + 1);
                File.WriteAllLines(Path.Combine(folder, lines[i - 2][Written.Length..^2]), lines[(i + 1)..end]);
            }

            if (lines[i] != Fence + "console" || !lines[i + 1].StartsWith(Prompt, StringComparison.Ordinal))
            {
                continue;
            }

            commands++;
            actual.Append(lines[i + 1]).Append('\n').Append(ToolProcess.Run(lines[i + 1][Prompt.Length..].Split(' '), folder: folder).Output);
            // The end of the block is copied by the next step.
            i = Array.IndexOf(lines, Fence, i) - 1;
        }

        actual.Length--;
        if (Environment.GetEnvironmentVariable("IAMSIM_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(document, actual.ToString());
        }
        else
        {
            Assert.Equal(actual.ToString(), text);
        }

        return commands;
    }
}
