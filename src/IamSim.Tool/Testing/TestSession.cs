using System.Collections.Concurrent;
using System.Collections.Immutable;
using IamSim.Testing;
using IamSim.Tool.Environments;

namespace IamSim.Tool.Testing;

/// <summary>Loads suites and asks them, and keeps both for the next run. Not thread-safe.</summary>
internal sealed class TestSession(TestArguments arguments, TimeProvider clock)
{
    private readonly PolicyTestEnvironments _environments = new();
    private readonly ConcurrentDictionary<string, PolicyTestSuite> _suites = new(StringComparer.Ordinal);

    private readonly string[] _outputs = [.. new[] { arguments.JUnit, arguments.Sarif, arguments.CoverageHtml, arguments.Cobertura }.OfType<string>().Select(Path.GetFullPath)];

    /// <summary>The files and folders whose changes concern the suites, as full paths.</summary>
    public IEnumerable<string> Watched => arguments.Paths.Select(Path.GetFullPath).Concat(_suites.Values.SelectMany(static suite => suite.Dependencies)).Distinct(StringComparer.Ordinal);

    /// <summary>Loads what is not loaded, and asks.</summary>
    public TestReport Run(CancellationToken stop)
    {
        long start = clock.GetTimestamp();
        var faults = new List<string>();
        List<string> paths = TestDiscovery.Find(arguments.Paths, faults);
        using var progress = new ProgressLine(null, !Console.IsErrorRedirected, "cases");
        Parallel.ForEach(paths, new ParallelOptions { CancellationToken = stop }, path => _suites.GetOrAdd(path, Load));
        foreach (string gone in _suites.Keys.Except(paths, StringComparer.Ordinal))
        {
            _suites.TryRemove(gone, out _);
        }

        var runs = ImmutableArray.CreateBuilder<PolicyTestRun>(paths.Count);
        var options = new PolicyTestRunOptions { Filters = arguments.Filters };
        long asked = 0;
        foreach (string path in paths)
        {
            runs.Add(_suites[path].Run(options, stop));
            asked += runs[^1].Cases;
            progress.Update(0, asked, asked);
        }

        if (!arguments.Filters.IsEmpty && asked == 0 && runs.All(static run => run.Errors == 0) && faults.Count == 0)
        {
            faults.Add($"no case matches --filter {string.Join(" --filter ", arguments.Filters)}");
        }

        ImmutableArray<PolicyTestRun> finished = runs.MoveToImmutable();
        PolicyCoverage? coverage = arguments.MeasuresCoverage ? PolicyCoverage.Measure(finished, stop) : null;
        PolicyMutantRun? mutants = arguments.MakesMutants ? Mutate(finished, stop) : null;
        return new TestReport(finished, [.. faults], clock.GetElapsedTime(start)) { Coverage = coverage, Mutants = mutants, Shortfalls = TestShortfalls.Of(arguments, coverage, mutants) };
    }

    /// <summary>Forgets what some files changed, so that the next run loads only that anew.</summary>
    /// <param name="paths">Full paths.</param>
    /// <returns>Whether anything was forgotten, or a suite may be new.</returns>
    public bool Forget(IReadOnlyCollection<string> paths)
    {
        // What the run itself writes would make it run for ever.
        string[] changed = [.. paths.Where(path => !Path.GetFileName(path).StartsWith('.') && !_outputs.Contains(path))];
        bool any = false;
        foreach (string folder in _environments.Folders.Where(folder => changed.Any(path => IsWithin(path, folder) && !IsSuite(path))).ToList())
        {
            _environments.Forget(folder);
        }

        foreach ((string path, PolicyTestSuite suite) in _suites)
        {
            // A suite may lie in the folder of its own environment, which it does not change.
            if (suite.Dependencies.Any(dependency => changed.Any(file => file == dependency || (IsWithin(file, dependency) && !IsSuite(file)))))
            {
                any |= _suites.TryRemove(path, out _);
            }
        }

        return any || changed.Any(IsSuite);
    }

    private static PolicyMutantRun Mutate(ImmutableArray<PolicyTestRun> runs, CancellationToken stop)
    {
        using var progress = new ProgressLine(null, !Console.IsErrorRedirected, "mutants");
        return PolicyMutantRun.Run(runs, PolicyMutantOptions.Default with { Progress = new AnalysisProgressLine(progress) }, stop);
    }

    private PolicyTestSuite Load(string path)
    {
        PolicyTestSuite.TryLoad(path, out PolicyTestSuite suite, _environments);
        return suite;
    }

    private static bool IsSuite(string path) => Path.GetFileName(path).Contains(".iamtest.", StringComparison.OrdinalIgnoreCase);

    private static bool IsWithin(string path, string folder) => path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
