namespace IamSim.Linting;

/// <summary>
/// A pattern of paths with slashes: <c>*</c> and <c>?</c> stand for any characters, or one, of a name; <c>**</c> for any number of folders.
/// Everything else stands for itself, letter case included. A match takes at most as many steps as pattern and path have characters, multiplied.
/// </summary>
internal sealed class PathPattern
{
    private const int MaximumLength = 1_024;
    private const string AnyFolders = "**";

    private readonly string[] _names;

    private PathPattern(string text)
    {
        Text = text;
        _names = text.Split('/');
    }

    public string Text { get; }

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">The pattern.</param>
    /// <param name="fault">What is wrong with it, and what to write; <c>null</c> when nothing is.</param>
    public static PathPattern? Parse(string text, out (string Found, string Help)? fault)
    {
        fault = text switch
        {
            "" => ("is empty", "write a path, or ** for all files"),
            { Length: > MaximumLength } => ($"is longer than {MaximumLength} characters", "shorten it"),
            ['/', ..] or [_, ':', ..] => ("is not relative", "write it as seen from the folder of the settings file"),
            _ when text.Contains('\\', StringComparison.Ordinal) => ("has a backslash", "separate folders with /"),
            _ when text.Split('/').Any(static name => name is "" or "." or "..") => ("has an empty name, . or ..", "write it as seen from the folder of the settings file, such as policies/**"),
            _ when text.Split('/').Any(static name => name != AnyFolders && name.Contains(AnyFolders, StringComparison.Ordinal)) => ("has ** beside other characters", "** stands alone between slashes: policies/**/*.json"),
            _ => null,
        };
        return fault is null ? new PathPattern(text) : null;
    }

    public override string ToString() => Text;

    /// <summary>Whether the pattern matches a whole path.</summary>
    /// <param name="path">Relative, with slashes.</param>
    public bool Matches(string path)
    {
        string[] names = path.Split('/');
        // After a second ** the first need not be tried again: whatever it could reach, the second can.
        int pattern = 0, name = 0, lastAny = -1, resume = 0;
        while (name < names.Length)
        {
            if (pattern < _names.Length && _names[pattern] == AnyFolders)
            {
                (lastAny, resume) = (pattern++, name);
            }
            else if (pattern < _names.Length && MatchesName(_names[pattern], names[name]))
            {
                pattern++;
                name++;
            }
            else if (lastAny >= 0)
            {
                (pattern, name) = (lastAny + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        // A folder is no file in it: what ends in ** needs something that ** stands for.
        return pattern == _names.Length;
    }

    private static bool MatchesName(string pattern, string name)
    {
        int p = 0, n = 0, lastStar = -1, resume = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (lastStar, resume) = (p++, n);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == name[n]))
            {
                p++;
                n++;
            }
            else if (lastStar >= 0)
            {
                (p, n) = (lastStar + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }
}
