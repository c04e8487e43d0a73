namespace IamSim.Extensions.DependencyInjection.Reloading;

/// <summary>Watches the folders of files, without their subfolders. Thread-safe.</summary>
/// <remarks>
/// It watches folders and not names: a file may be replaced by another, come back after it was deleted, or be a link into a folder
/// that is exchanged as a whole, as mounted configuration is.
/// </remarks>
internal sealed class FolderWatch(Action changed, Action<string, Exception> failed) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);
    private readonly HashSet<string> _failed = new(StringComparer.Ordinal);
    private bool _disposed;

    /// <summary>How many folders are watched.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _watchers.Count;
            }
        }
    }

    /// <summary>Watches the folders of these files from now on, and no others.</summary>
    /// <param name="files">The absolute paths of the files.</param>
    /// <param name="renew">Whether to begin anew also where a watch seems to work: one on a folder that was deleted and made again tells nothing.</param>
    public void Watch(IEnumerable<string> files, bool renew)
    {
        HashSet<string> folders = files.Select(static file => Path.GetDirectoryName(file)!).Where(Directory.Exists).ToHashSet(StringComparer.Ordinal);
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            foreach ((string folder, FileSystemWatcher watcher) in _watchers)
            {
                if (renew || !folders.Contains(folder) || _broken.Contains(folder))
                {
                    watcher.Dispose();
                    _watchers.Remove(folder);
                }
            }

            _broken.Clear();
            foreach (string folder in folders.Where(folder => !_watchers.ContainsKey(folder)))
            {
                Begin(folder);
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            foreach (FileSystemWatcher watcher in _watchers.Values)
            {
                watcher.Dispose();
            }

            _watchers.Clear();
        }
    }

    private void Begin(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new FileSystemWatcher(folder)
            {
                NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size | NotifyFilters.CreationTime,
            };
            watcher.Changed += (_, _) => changed();
            watcher.Created += (_, _) => changed();
            watcher.Deleted += (_, _) => changed();
            watcher.Renamed += (_, _) => changed();
            watcher.Error += (_, _) => Break(folder);
            watcher.EnableRaisingEvents = true;
            _watchers.Add(folder, watcher);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            // The system may be out of watches; the files are still read from time to time.
            watcher?.Dispose();
            if (_failed.Add(folder))
            {
                failed(folder, exception);
            }
        }
    }

    private void Break(string folder)
    {
        lock (_gate)
        {
            _broken.Add(folder);
        }

        changed();
    }
}
