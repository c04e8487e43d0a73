using IamSim.Scenarios;

namespace IamSim.Testing.Suites;

/// <summary>
/// What a suite may read policies from: the repository that it is in, for it may come with somebody else's change of that. Outside of any repository
/// it stands where somebody put it, and may name what lies anywhere. Immutable.
/// </summary>
internal sealed class SuiteBoundary
{
    private readonly string? _root;

    /// <param name="suite">The full path of the suite.</param>
    public SuiteBoundary(string suite) => _root = FindRepository(suite);

    /// <summary>Whether a full path stays inside, links on the way included. What is not there stays where its path says.</summary>
    public bool Allows(string path)
    {
        try
        {
            return _root is null || string.Equals(_root, path, StringComparison.Ordinal) || (LinkedPath.IsBelow(_root, path) && LinkedPath.ResolveBelow(_root, path) is not null);
        }
        catch (Exception exception) when (SuitePaths.IsFault(exception))
        {
            return false;
        }
    }

    // A folder of git; a file of this name stands in work trees and submodules.
    private static string? FindRepository(string suite)
    {
        try
        {
            for (string? folder = Path.GetDirectoryName(suite); folder is not null; folder = Path.GetDirectoryName(folder))
            {
                if (Path.Exists(Path.Combine(folder, ".git")))
                {
                    return folder;
                }
            }
        }
        catch (Exception exception) when (SuitePaths.IsFault(exception))
        {
            // No path: the suite itself cannot be read either.
        }

        return null;
    }
}
