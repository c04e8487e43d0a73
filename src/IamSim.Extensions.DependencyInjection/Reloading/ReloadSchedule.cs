namespace IamSim.Extensions.DependencyInjection.Reloading;

/// <summary>Says when to reload: when the signals have been quiet for a while, and at times without any. One reload runs at a time.</summary>
internal sealed class ReloadSchedule : IDisposable
{
    /// <summary>How long it has to be quiet: an editor writes a file in several steps.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(250);

    /// <summary>How long signals without a pause can put a reload off.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Action<bool> _reload;
    private readonly TimeSpan _idle;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _timer;
    private long? _firstSignal;
    private bool _started;
    private bool _running;
    private bool _disposed;

    /// <param name="reload">Called on a pool thread, with whether there was a signal. Must not throw.</param>
    /// <param name="idle">The time after which it is called without a signal; infinite for never.</param>
    /// <param name="timeProvider">The clock of the waits: not the container's, which may stand still.</param>
    public ReloadSchedule(Action<bool> reload, TimeSpan idle, TimeProvider timeProvider)
    {
        _reload = reload;
        _idle = idle;
        _timeProvider = timeProvider;
        _timer = timeProvider.CreateTimer(static state => ((ReloadSchedule)state!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether a signal waits to be answered.</summary>
    public bool IsSignaled
    {
        get
        {
            lock (_gate)
            {
                return _firstSignal is not null;
            }
        }
    }

    /// <summary>Starts to call. Signals that came before count.</summary>
    public void Start()
    {
        lock (_gate)
        {
            _started = true;
            Arm();
        }
    }

    /// <summary>Something may have changed. Never throws, and does nothing after the end.</summary>
    public void Signal()
    {
        lock (_gate)
        {
            _firstSignal ??= _timeProvider.GetTimestamp();
            if (_started && !_running)
            {
                Arm();
            }
        }
    }

    /// <summary>Calls no more; a reload that runs is not waited for.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _timer.Dispose();
    }

    private void Run()
    {
        bool signaled;
        lock (_gate)
        {
            if (_disposed || _running)
            {
                return;
            }

            signaled = _firstSignal is not null;
            (_running, _firstSignal) = (true, null);
        }

        try
        {
            _reload(signaled);
        }
        finally
        {
            lock (_gate)
            {
                _running = false;
                Arm();
            }
        }
    }

    private void Arm()
    {
        if (_disposed)
        {
            return;
        }

        TimeSpan due = _idle;
        if (_firstSignal is { } first)
        {
            TimeSpan left = Longest - _timeProvider.GetElapsedTime(first);
            due = left < Quiet ? left : Quiet;
            due = due < TimeSpan.Zero ? TimeSpan.Zero : due;
        }

        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }
}
