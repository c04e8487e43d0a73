namespace IamSim.Extensions.DependencyInjection.Loading;

/// <summary>A file as it was read, or why it could not be.</summary>
/// <param name="Name">The path that messages show.</param>
/// <param name="FullPath">Its absolute path.</param>
/// <param name="Bytes">Its content; empty when there is a fault.</param>
/// <param name="Fault">Why it could not be read; <c>null</c> when it was.</param>
internal sealed record PolicyFile(string Name, string FullPath, ReadOnlyMemory<byte> Bytes, string? Fault)
{
    public static PolicyFile Read(string name, string fullPath)
    {
        try
        {
            // A policy file must not be locked against the one who edits it.
            using var stream = new FileStream(fullPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            stream.CopyTo(content);
            return new PolicyFile(name, fullPath, content.ToArray(), null);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new PolicyFile(name, fullPath, default, $"there is no such file, looked for {fullPath}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return new PolicyFile(name, fullPath, default, $"the file cannot be read: {exception.Message.TrimEnd('.')}");
        }
    }
}
