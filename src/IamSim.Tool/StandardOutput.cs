using Microsoft.Win32.SafeHandles;

namespace IamSim.Tool;

/// <summary>Standard output for much data.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>What is written to instead, by who looks at output from within the process; <c>null</c> for standard output.</summary>
    internal static Stream? Substitute { get; set; }

    /// <summary>Opens it. Where it is a pipe, a write fails once its reader went away: the runtime's own stream would go on writing to nobody.</summary>
    public static Stream Open()
    {
        if (Substitute is { } substitute)
        {
            return substitute;
        }

        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file may have other writers, whose place this stream would not move.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
