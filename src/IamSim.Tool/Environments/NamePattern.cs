namespace IamSim.Tool.Environments;

/// <summary>Chooses principals and resources by names with stars.</summary>
internal static class NamePattern
{
    /// <summary>Whether a name is one of some patterns, or there are none.</summary>
    /// <param name="patterns">Whole names, in which a star stands for anything.</param>
    /// <param name="names">The names of the thing, such as its ARN and what comes last in it.</param>
    public static bool IsChosen(IReadOnlyCollection<string> patterns, params ReadOnlySpan<string> names)
    {
        if (patterns.Count == 0)
        {
            return true;
        }

        foreach (string pattern in patterns)
        {
            foreach (string name in names)
            {
                if (System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: false))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
