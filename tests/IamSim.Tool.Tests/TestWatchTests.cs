using IamSim.Tool.Testing;

namespace IamSim.Tool.Tests;

/// <summary>What a change makes run again, told by a source of changes that does what the test says.</summary>
public sealed class TestWatchTests
{
    [Fact]
    public void A_change_of_a_suite_or_a_policy_runs_again_and_loads_only_what_changed()
    {
        using TemporaryFolder folder = TestSuites.Folder(("a.iamtest.yaml", TestSuites.Suite), ("b.iamtest.yaml", TestSuites.Suite.Replace("policy.json", "other.json", StringComparison.Ordinal)), ("other.json", TestSuites.Policy));
        var session = new TestSession(new TestArguments { Paths = [folder.Location] }, TimeProvider.System);
        TestReport first = session.Run(TestContext.Current.CancellationToken);
        var source = new Changes(
            () => folder.Write("policy.json", TestSuites.Policy.Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal)),
            () => folder.Write("unrelated.txt", "nothing"),
            () => folder.Write("b.iamtest.yaml", TestSuites.Suite),
            () => folder.Write("c.iamtest.yaml", TestSuites.Suite));
        var reports = new List<TestReport>();

        Assert.Throws<OperationCanceledException>(() => new TestWatch(session, source, TimeProvider.System).Run(reports.Add, TestContext.Current.CancellationToken));

        Assert.Equal([0, 1, 2, 3], new[] { first }.Concat(reports).Select(static report => report.Failed));
        Assert.Equal(["policy.json", "b.iamtest.yaml", "c.iamtest.yaml"], reports.Select(static report => Path.GetFileName(Assert.Single(report.Changed))));
        Assert.Same(first.Runs[1].Suite, reports[0].Runs[1].Suite);
        Assert.NotSame(first.Runs[0].Suite, reports[0].Runs[0].Suite);
        Assert.Contains(Path.Combine(folder.Location, "other.json"), source.Watched[0]);
    }

    [Fact]
    public void Changes_that_come_together_are_one_run()
    {
        using TemporaryFolder folder = TestSuites.Folder(("a.iamtest.yaml", TestSuites.Suite));
        var session = new TestSession(new TestArguments { Paths = [folder.Location] }, TimeProvider.System);
        session.Run(TestContext.Current.CancellationToken);
        var source = new Changes(() => folder.Write("a.iamtest.yaml", TestSuites.Wrong)) { Together = [Path.Combine(folder.Location, "policy.json"), Path.Combine(folder.Location, "a.iamtest.yaml")] };
        var reports = new List<TestReport>();

        Assert.Throws<OperationCanceledException>(() => new TestWatch(session, source, TimeProvider.System).Run(reports.Add, TestContext.Current.CancellationToken));

        Assert.Equal(2, Assert.Single(reports).Changed.Length);
    }

    [Fact]
    public void What_the_run_writes_itself_does_not_run_it_again()
    {
        using TemporaryFolder folder = TestSuites.Folder(("a.iamtest.yaml", "environment: .\ntests: []"));
        string report = Path.Combine(folder.Location, "report.json");
        var session = new TestSession(new TestArguments { Paths = [folder.Location], Sarif = report }, TimeProvider.System);
        session.Run(TestContext.Current.CancellationToken);

        Assert.False(session.Forget([report, Path.Combine(folder.Location, ".abc.iamsim")]));
        Assert.True(session.Forget([Path.Combine(folder.Location, "dump.json")]));
    }

    [Fact]
    public void The_system_tells_of_a_file_that_is_written()
    {
        using TemporaryFolder folder = TestSuites.Folder();
        using var changes = new FileChanges();
        changes.Watch([folder.Location, Path.Combine(folder.Location, "missing", "x.json")]);
        string path = folder.Write("new.iamtest.yaml", TestSuites.Suite);

        Assert.Equal(path, changes.Next(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    private sealed class Changes(params Func<string>[] steps) : IChangeSource
    {
        private readonly Queue<Func<string>> _steps = new(steps);
        private readonly Queue<string> _together = new();

        public List<string[]> Watched { get; } = [];

        public string[] Together { get; init; } = [];

        public void Watch(IEnumerable<string> paths) => Watched.Add([.. paths]);

        public string? Next(TimeSpan limit, CancellationToken stop)
        {
            if (limit != Timeout.InfiniteTimeSpan)
            {
                return _together.TryDequeue(out string? next) ? next : null;
            }

            if (!_steps.TryDequeue(out Func<string>? step))
            {
                throw new OperationCanceledException();
            }

            foreach (string path in Together)
            {
                _together.Enqueue(path);
            }

            return step();
        }
    }
}
