using System.Collections.Concurrent;

namespace IamSim.Tool.Testing;

/// <summary>Changes of files as the system tells them.</summary>
internal sealed class FileChanges : IChangeSource, IDisposable
{
    private readonly BlockingCollection<string> _changes = [];
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);

    public void Watch(IEnumerable<string> paths)
    {
        string[] folders = [.. paths.Select(static path => Directory.Exists(path) ? path : Path.GetDirectoryName(path)).Where(static folder => Directory.Exists(folder)).OfType<string>().Distinct(StringComparer.Ordinal)];
        // A folder below a watched one is watched with it.
        HashSet<string> outermost = [.. folders.Where(folder => !folders.Any(other => folder.StartsWith(Path.TrimEndingDirectorySeparator(other) + Path.DirectorySeparatorChar, StringComparison.Ordinal)))];
        foreach (string gone in _watchers.Keys.Where(folder => !outermost.Contains(folder)).ToList())
        {
            _watchers.Remove(gone, out FileSystemWatcher? watcher);
            watcher!.Dispose();
        }

        foreach (string folder in outermost.Where(folder => !_watchers.ContainsKey(folder)))
        {
            _watchers.Add(folder, Create(folder));
        }
    }

    public string? Next(TimeSpan limit, CancellationToken stop) => _changes.TryTake(out string? path, (int)limit.TotalMilliseconds, stop) ? path : null;

    public void Dispose()
    {
        foreach (FileSystemWatcher watcher in _watchers.Values)
        {
            watcher.Dispose();
        }

        _changes.Dispose();
    }

    private FileSystemWatcher Create(string folder)
    {
        var watcher = new FileSystemWatcher(folder) { IncludeSubdirectories = true, NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size };
        watcher.Changed += (_, change) => Add(change.FullPath);
        watcher.Created += (_, change) => Add(change.FullPath);
        watcher.Deleted += (_, change) => Add(change.FullPath);
        watcher.Renamed += (_, change) =>
        {
            Add(change.OldFullPath);
            Add(change.FullPath);
        };
        // More changes at once than the system keeps: which ones is not known, so that everything below counts.
        watcher.Error += (_, _) => Add(folder);
        watcher.EnableRaisingEvents = true;
        return watcher;
    }

    private void Add(string path)
    {
        try
        {
            _changes.Add(path);
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException)
        {
            // The run ended while the system told of it.
        }
    }
}
