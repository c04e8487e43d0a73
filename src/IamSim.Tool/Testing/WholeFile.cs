using System.Diagnostics.CodeAnalysis;

namespace IamSim.Tool.Testing;

/// <summary>Writes a file at once: whoever reads it sees the old one, none, or the whole new one.</summary>
internal static class WholeFile
{
    /// <summary>Writes it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="overwrites">Whether a file that is there already is replaced; otherwise that is a fault.</param>
    /// <param name="fault">Why it was not written, fit for a terminal.</param>
    public static bool TryWrite(string path, Action<Stream> write, bool overwrites, [NotNullWhen(false)] out string? fault)
    {
        string? temporary = null;
        try
        {
            string full = Path.GetFullPath(path);
            if (!overwrites && Path.Exists(full))
            {
                fault = InputFile.DescribeWrite(path, "the file exists: give --force to replace it");
                return false;
            }

            // In the same folder, since a rename does not leave a file system.
            temporary = Path.Combine(Path.GetDirectoryName(full) ?? "", $".{Path.GetRandomFileName()}.iamsim");
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrites);
            fault = null;
            return true;
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            Remove(temporary);
            fault = InputFile.DescribeWrite(path, exception.Message);
            return false;
        }
    }

    private static void Remove(string? temporary)
    {
        try
        {
            if (temporary is not null)
            {
                File.Delete(temporary);
            }
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            // What could not be written cannot always be removed either; the first fault is the one to tell.
        }
    }
}
