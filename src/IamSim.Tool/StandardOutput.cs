using Microsoft.Win32.SafeHandles;

namespace IamSim.Tool;

/// <summary>Standard output for much data.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    /// <summary>Opens it. Where it is a pipe, a write fails once its reader went away: the runtime's own stream would go on writing to nobody.</summary>
    public static Stream Open()
    {
        if (OperatingSystem.IsWindows())
        {
            return Console.OpenStandardOutput();
        }

        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file may have other writers, whose place this stream would not move.
        return stream.CanSeek ? Console.OpenStandardOutput() : stream;
    }
}
