using System.Diagnostics;

namespace IamSim.MutationRunner.Driving;

/// <summary>Ends the process when a test takes far longer than it did without a mutant.</summary>
internal sealed class HangWatch : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    private readonly Timer _timer;
    private readonly Action<string> _tell;
    private readonly Lock _lock = new();
    private string? _test;
    private long _start;

    public HangWatch(Action<string> tell)
    {
        _tell = tell;
        _timer = new Timer(Look, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Begin(string test)
    {
        lock (_lock)
        {
            _test = test;
            _start = Stopwatch.GetTimestamp();
        }
    }

    public void End()
    {
        lock (_lock)
        {
            _test = null;
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look(object? state)
    {
        lock (_lock)
        {
            if (_test is { } test && Stopwatch.GetElapsedTime(_start) > Limit)
            {
                _tell(test);
                Process.GetCurrentProcess().Kill();
            }
        }
    }
}
