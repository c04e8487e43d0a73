using IamSim.Diagnostics;
using IamSim.Linting;

namespace IamSim.Fuzz.Targets;

/// <summary>Patterns of paths, as settings have them, against a table of what each beginning covers.</summary>
internal sealed class PathPatternTarget() : FuzzTarget("path-patterns", 1, "a pattern is read or says why not; it matches what the definition of its stars says")
{
    private const string AnyFolders = "**";

    public override IReadOnlyList<string> Tokens => ["**", "*", "?", "/", "**/", "/**", "**/**/", "a", "ab", "a/b", "..", ".", "\\", "C:", "\uD83D", "\U0001F600", "*a*a*b", "[a-b]", "\n", "\u202E"];

    public override int MaximumLength => 160;

    public override void Run(byte[] input)
    {
        string[] lines = InputText.Lines(input, 2);
        if (PathPattern.Parse(lines[0], out (string Found, string Help)? fault) is not { } pattern)
        {
            Invariant.Holds(fault is not null, "a pattern is read or says why not");
            Invariant.IsPrintable($"{fault!.Value.Found}; {fault.Value.Help}", "what is wrong with a pattern is printable", isOneLine: true);
            return;
        }

        Invariant.Holds(fault is null, "a pattern that is read has no fault");
        for (int i = 1; i < lines.Length; i++)
        {
            bool expected = Covers(lines[0].Split('/'), lines[i].Split('/'));
            Invariant.Holds(expected == pattern.Matches(lines[i]), "a pattern of paths matches as the table says", () => PrintableText.Line($"'{lines[0]}' on '{lines[i]}': the table says {expected}"));
        }
    }

    private static bool Covers(string[] pattern, string[] path)
    {
        bool[,] covers = new bool[pattern.Length + 1, path.Length + 1];
        covers[0, 0] = true;
        for (int i = 1; i <= pattern.Length; i++)
        {
            bool isAny = pattern[i - 1] == AnyFolders;
            // At the end it stands for at least one name: a folder is no file in it.
            bool mayBeNothing = i < pattern.Length;
            for (int j = 0; j <= path.Length; j++)
            {
                covers[i, j] = isAny
                    ? (mayBeNothing && covers[i - 1, j]) || (j > 0 && (covers[i, j - 1] || covers[i - 1, j - 1]))
                    : j > 0 && covers[i - 1, j - 1] && CoversName(pattern[i - 1], path[j - 1]);
            }
        }

        return covers[pattern.Length, path.Length];
    }

    private static bool CoversName(string pattern, string name)
    {
        bool[,] covers = new bool[pattern.Length + 1, name.Length + 1];
        covers[0, 0] = true;
        for (int i = 1; i <= pattern.Length; i++)
        {
            for (int j = 0; j <= name.Length; j++)
            {
                covers[i, j] = pattern[i - 1] == '*'
                    ? covers[i - 1, j] || (j > 0 && covers[i, j - 1])
                    : j > 0 && covers[i - 1, j - 1] && (pattern[i - 1] == '?' || pattern[i - 1] == name[j - 1]);
            }
        }

        return covers[pattern.Length, name.Length];
    }
}
