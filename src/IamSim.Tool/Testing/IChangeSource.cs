namespace IamSim.Tool.Testing;

/// <summary>Tells which files change.</summary>
internal interface IChangeSource
{
    /// <summary>Watches these files and folders, and no others any more.</summary>
    /// <param name="paths">Full paths; those that do not exist are left out.</param>
    public void Watch(IEnumerable<string> paths);

    /// <summary>Waits for a change and gives its full path; <c>null</c> when there is none within a time.</summary>
    /// <param name="limit">How long to wait; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public string? Next(TimeSpan limit, CancellationToken stop);
}
