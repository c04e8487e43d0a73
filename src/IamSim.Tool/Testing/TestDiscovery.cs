using IamSim.Diagnostics;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>Finds the suites that a command line names.</summary>
internal static class TestDiscovery
{
    /// <summary>The paths of suites, each once, in the order of the command line.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="faults">Takes what names no suite, fit for a terminal.</param>
    public static List<string> Find(IEnumerable<string> paths, List<string> faults)
    {
        var found = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            try
            {
                IReadOnlyList<string> suites = PolicyTestSuite.Discover(path);
                if (suites.Count == 0)
                {
                    faults.Add($"no suite in {PrintableText.Line(path)}: a suite ends in .iamtest.yaml, .iamtest.yml or .iamtest.json");
                }

                // Of the current folder the paths of its files are short enough.
                found.AddRange(suites.Select(static suite => suite.StartsWith("." + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? suite[2..] : suite).Where(suite => seen.Add(Path.GetFullPath(suite))));
            }
            catch (Exception exception) when (InputFile.IsFault(exception))
            {
                faults.Add(InputFile.Describe(path, exception));
            }
        }

        return found;
    }
}
