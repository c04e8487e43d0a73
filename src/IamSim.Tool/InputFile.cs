using IamSim.Diagnostics;

namespace IamSim.Tool;

/// <summary>Opens and reads what a command line names: a path, or <c>-</c> for standard input.</summary>
internal static class InputFile
{
    /// <summary>What stands for standard input on the command line.</summary>
    public const string StandardInput = "-";

    /// <summary>The name of a file in messages.</summary>
    public static string NameOf(string path) => path == StandardInput ? "stdin" : path;

    /// <summary>The folder that what a file names is relative to: its own, or the current one for standard input.</summary>
    public static string? FolderOf(string path) => path == StandardInput ? Directory.GetCurrentDirectory() : Path.GetDirectoryName(Path.GetFullPath(path));

    /// <summary>Opens a file for reading.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="fault">What is wrong when it cannot be opened, fit for a terminal.</param>
    /// <returns>The stream, or <c>null</c>.</returns>
    public static Stream? Open(string path, out string? fault)
    {
        fault = null;
        try
        {
            return path == StandardInput ? Console.OpenStandardInput() : File.OpenRead(path);
        }
        catch (Exception exception) when (IsFault(exception))
        {
            fault = Describe(path, exception);
            return null;
        }
    }

    /// <summary>Reads a file whole and decodes it.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="maximumBytes">The most that is read; a larger file is a fault, since a device or a mistake could otherwise fill memory.</param>
    /// <param name="decoding">The finding when the file is not UTF-8.</param>
    /// <param name="fault">What is wrong when it cannot be read, fit for a terminal.</param>
    /// <returns>The text, or <c>null</c>.</returns>
    public static SourceText? Read(string path, int maximumBytes, out Diagnostic? decoding, out string? fault)
    {
        decoding = null;
        return ReadBytes(path, maximumBytes, out fault) is { } bytes ? SourceText.FromUtf8(bytes, NameOf(path), 1, out decoding) : null;
    }

    /// <summary>Reads a file whole.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="maximumBytes">The most that is read.</param>
    /// <param name="fault">What is wrong when it cannot be read, fit for a terminal.</param>
    /// <param name="opensEmpty">Whether what has no length is opened: a pipe or a device, for which one may wait for ever.</param>
    /// <returns>The bytes, or <c>null</c>.</returns>
    public static byte[]? ReadBytes(string path, int maximumBytes, out string? fault, bool opensEmpty = true)
    {
        if (!opensEmpty && new FileInfo(path) is { Exists: true, Length: 0 })
        {
            fault = null;
            return [];
        }

        using Stream? stream = Open(path, out fault);
        if (stream is null)
        {
            return null;
        }

        try
        {
            byte[] bytes = ReadUpTo(stream, maximumBytes);
            fault = bytes.Length > maximumBytes ? $"cannot read {PrintableText.Line(NameOf(path))}: it is larger than {maximumBytes / (1 << 20)} MiB" : null;
            return fault is null ? bytes : null;
        }
        catch (Exception exception) when (IsFault(exception))
        {
            fault = Describe(path, exception);
            return null;
        }
    }

    /// <summary>Whether an exception means that a file cannot be read, rather than a mistake of the tool.</summary>
    public static bool IsFault(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or System.Security.SecurityException;

    /// <summary>What to say about a file that cannot be read.</summary>
    public static string Describe(string path, Exception exception) =>
        $"cannot read {PrintableText.Line(NameOf(path))}: {PrintableText.Line(exception.Message)}";

    /// <summary>What to say about a file that cannot be written.</summary>
    public static string DescribeWrite(string path, string reason) => $"cannot write {PrintableText.Line(NameOf(path))}: {PrintableText.Line(reason)}";

    // One byte more than allowed tells that there is more.
    private static byte[] ReadUpTo(Stream stream, int maximumBytes)
    {
        using var buffer = new MemoryStream();
        byte[] chunk = new byte[1 << 16];
        int read;
        while (buffer.Length <= maximumBytes && (read = stream.Read(chunk, 0, (int)Math.Min(chunk.Length, maximumBytes + 1 - buffer.Length))) > 0)
        {
            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
