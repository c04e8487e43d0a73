using IamSim.Diagnostics;

namespace IamSim.Tool.Shards;

/// <summary>The folder that a shard writes its parts to; one run of a shard has it at a time. Not thread-safe.</summary>
internal sealed class ShardFolder : IDisposable
{
    private const string Unfinished = ".partial";

    private readonly string _path;
    private readonly ShardNumber _shard;
    private readonly FileStream _lock;

    private ShardFolder(string path, ShardNumber shard, FileStream taken)
    {
        _path = path;
        _shard = shard;
        _lock = taken;
    }

    /// <summary>Where the shard says what it is.</summary>
    public string ManifestPath => Path.Combine(_path, $"{_shard.FileStem}.json");

    /// <summary>Makes the folder if there is none, and takes the shard in it. What a killed run left unfinished is removed.</summary>
    /// <param name="path">The path.</param>
    /// <param name="shard">The shard.</param>
    /// <param name="fault">Why it cannot be taken, fit for a terminal.</param>
    public static ShardFolder? Open(string path, ShardNumber shard, out string? fault)
    {
        fault = null;
        try
        {
            Directory.CreateDirectory(path);
            // The system lets go of it however the run ends.
            var taken = new FileStream(Path.Combine(path, $"{shard.FileStem}.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
            var folder = new ShardFolder(path, shard, taken);
            Remove(folder.Files($".*{Unfinished}"));
            return folder;
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            fault = InputFile.DescribeWrite(path, exception.Message);
            return null;
        }
    }

    /// <summary>The whole parts of the shard, by their first questions.</summary>
    public ILookup<long, PartName> Parts() => Files(".*")
        .Select(static file => PartName.TryParse(Path.GetFileName(file))).OfType<PartName>().OrderBy(static name => name.First).ToLookup(static name => name.First);

    /// <summary>Removes the parts of the shard, and what it says of itself.</summary>
    public void Clear() => Remove(Parts().SelectMany(static names => names).Select(name => Path.Combine(_path, name.ToString())).Append(ManifestPath));

    /// <summary>Writes down what the shard says of itself.</summary>
    public void Write(ShardManifest manifest)
    {
        using var file = new PendingFile(Path.Combine(_path, $"{_shard.FileStem}.json{Unfinished}"));
        file.Stream.Write(manifest.ToBytes());
        file.CompleteAs(ManifestPath);
    }

    /// <summary>Begins a part under a name that tells that it is not whole.</summary>
    /// <param name="first">Its first question.</param>
    public PendingFile Begin(long first) => new(Path.Combine(_path, $"{_shard.FileStem}.{first:D12}{Unfinished}"));

    /// <summary>The path of a part.</summary>
    public string PathOf(PartName name) => Path.Combine(_path, name.ToString());

    /// <summary>The folder as messages name it.</summary>
    public override string ToString() => PrintableText.Line(_path);

    public void Dispose() => _lock.Dispose();

    private string[] Files(string ending) => Directory.GetFiles(_path, _shard.FileStem + ending);

    private static void Remove(IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            File.Delete(file);
        }
    }
}
