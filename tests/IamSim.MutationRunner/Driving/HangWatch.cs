using System.Diagnostics;

namespace IamSim.MutationRunner.Driving;

/// <summary>Ends the process when a test takes far longer than it did without a mutant.</summary>
internal sealed class HangWatch : IDisposable
{
    /// <summary>How long a test may take.</summary>
    public static readonly TimeSpan OfTest = TimeSpan.FromSeconds(15);

    /// <summary>How long finding them may take, which compiles much of the library.</summary>
    public static readonly TimeSpan OfFinding = TimeSpan.FromMinutes(2);

    private readonly Timer _timer;
    private readonly Action<string> _tell;
    private readonly Lock _lock = new();
    private string? _test;
    private TimeSpan _limit;
    private long _start;

    public HangWatch(Action<string> tell)
    {
        _tell = tell;
        _timer = new Timer(Look, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Begin(string test, TimeSpan limit)
    {
        lock (_lock)
        {
            _test = test;
            _limit = limit;
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
            if (_test is { } test && Stopwatch.GetElapsedTime(_start) > _limit)
            {
                _tell(test);
                Process.GetCurrentProcess().Kill();
            }
        }
    }
}
