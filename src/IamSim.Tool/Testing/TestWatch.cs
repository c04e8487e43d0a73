namespace IamSim.Tool.Testing;

/// <summary>Tests again whenever something changes.</summary>
internal sealed class TestWatch(TestSession session, IChangeSource changes, TimeProvider clock)
{
    // Editors write a file in several steps within some milliseconds.
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(40);

    // A program that never stops writing must not keep the tests from running.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(400);

    /// <summary>Waits for changes and tests, until it is stopped.</summary>
    /// <param name="tell">Takes each report.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public void Run(Action<TestReport> tell, CancellationToken stop)
    {
        while (true)
        {
            changes.Watch(session.Watched);
            IReadOnlyList<string> changed = Collect(stop);
            if (session.Forget([.. changed]))
            {
                tell(session.Run(stop) with { Changed = [.. changed] });
            }
        }
    }

    private IReadOnlyList<string> Collect(CancellationToken stop)
    {
        var changed = new SortedSet<string>(StringComparer.Ordinal) { changes.Next(Timeout.InfiniteTimeSpan, stop)! };
        long start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < Longest && changes.Next(Quiet, stop) is { } next)
        {
            changed.Add(next);
        }

        return [.. changed];
    }
}
