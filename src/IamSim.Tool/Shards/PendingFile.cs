namespace IamSim.Tool.Shards;

/// <summary>A file that has a temporary name until it is whole: nobody sees a part of it under its own. Not thread-safe.</summary>
internal sealed class PendingFile : IDisposable
{
    private readonly string _temporary;
    private bool _isWhole;

    /// <param name="temporary">The temporary name, in the folder where the file will be; one that is left from a run that was killed is replaced.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public PendingFile(string temporary)
    {
        _temporary = temporary;
        // Unbuffered: what comes is large already.
        Stream = new FileStream(temporary, FileMode.Create, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
    }

    public FileStream Stream { get; }

    /// <summary>Gives the file its own name, at once.</summary>
    /// <param name="path">Its path, in the same folder.</param>
    public void CompleteAs(string path)
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_temporary, path, overwrite: true);
        _isWhole = true;
    }

    /// <summary>Removes the file unless it is whole.</summary>
    public void Dispose()
    {
        Stream.Dispose();
        if (!_isWhole)
        {
            File.Delete(_temporary);
        }
    }
}
