using System.Diagnostics;
using System.Runtime.InteropServices;

namespace IamSim.Benchmarks.Measuring;

/// <summary>The processor time of the calling thread, where the system tells it (Linux), else elapsed time: what others do beside it does not count.</summary>
internal static class ThreadClock
{
    private const int ThreadProcessorTime = 3;

    public static double Nanoseconds() => OperatingSystem.IsLinux() && ReadClock(ThreadProcessorTime, out Time time) == 0
        ? (time.Seconds * 1e9) + time.Nanoseconds
        : Elapsed();

    public static double Elapsed() => Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out Time time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
