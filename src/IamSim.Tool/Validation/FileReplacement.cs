namespace IamSim.Tool.Validation;

/// <summary>Replaces the content of a file at once: whoever reads it sees the old or the new one, never a part.</summary>
internal static class FileReplacement
{
    private const UnixFileMode Writable = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Replaces a file, unless it holds something else than was read. Its permissions stay; a link goes on leading to it.</summary>
    /// <param name="path">The path.</param>
    /// <param name="before">What was read.</param>
    /// <param name="after">What to write.</param>
    /// <param name="fault">Why it was not written, fit for a terminal.</param>
    public static bool Replace(string path, byte[] before, byte[] after, out string? fault)
    {
        try
        {
            string target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
            fault = WhyNot(target, before) is { } reason ? InputFile.DescribeWrite(path, reason) : null;
            if (fault is null)
            {
                Write(target, after);
            }
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            fault = InputFile.DescribeWrite(path, exception.Message);
        }

        return fault is null;
    }

    private static string? WhyNot(string target, byte[] before)
    {
        FileAttributes attributes = File.GetAttributes(target);
        // A rename would ask for no permission of the file itself.
        bool isReadOnly = OperatingSystem.IsWindows() ? attributes.HasFlag(FileAttributes.ReadOnly) : (File.GetUnixFileMode(target) & Writable) == 0;
        return isReadOnly ? "it is read-only"
            // A pipe has no length, and to read it again would wait for ever.
            : attributes.HasFlag(FileAttributes.Device) || new FileInfo(target).Length != before.Length || !File.ReadAllBytes(target).AsSpan().SequenceEqual(before) ? "it changed while it was looked at"
            : null;
    }

    private static void Write(string target, byte[] after)
    {
        // In the same folder, since a rename does not leave a file system; the name is not one of a policy.
        string temporary = Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetRandomFileName()}.iamsim");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(after);
                stream.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            }

            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
