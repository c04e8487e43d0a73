using System.Diagnostics;

namespace IamSim.Fuzz.Loop;

/// <summary>Ends the process when an input takes too long: a thread that hangs cannot be ended alone.</summary>
internal sealed class Watchdog : IDisposable
{
    // Of the processor: a machine that is busy with others is no hang.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    // What waits for something that never comes uses nothing.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Timer _timer;
    private long _started;
    private long _watched;
    private TimeSpan _usedBefore;
    private Action? _onHang;

    public Watchdog() => _timer = new Timer(_ => Look(), null, Interval, Interval);

    /// <summary>Says what is to be done with an input that hangs.</summary>
    public void Watch(Action onHang) => _onHang = onHang;

    public void Begin() => Volatile.Write(ref _started, Stopwatch.GetTimestamp());

    public void End() => Volatile.Write(ref _started, 0);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long started = Volatile.Read(ref _started);
        TimeSpan used = Environment.CpuUsage.TotalTime;
        if (started != _watched)
        {
            (_watched, _usedBefore) = (started, used);
        }
        else if (started != 0 && (used - _usedBefore > Limit || Stopwatch.GetElapsedTime(started) > Patience))
        {
            _onHang?.Invoke();
            Environment.Exit(ExitCodes.Hang);
        }
    }
}
