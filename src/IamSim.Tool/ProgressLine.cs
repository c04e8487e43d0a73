using System.Diagnostics;
using System.Globalization;

namespace IamSim.Tool;

/// <summary>One line on standard error that tells how far a run is; nothing where nobody looks at a terminal.</summary>
internal sealed class ProgressLine : IDisposable
{
    private const int Cells = 24;
    private const string Erase = "\r\u001b[2K";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly Lock _lock = new();
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly long? _total;
    private readonly string _noun;
    private readonly Timer? _timer;
    private bool _isShown;
    private long _first = -1;
    private long _offset;
    private long _answered;

    /// <param name="total">The length of the input, in bytes or whatever is counted; <c>null</c> when nobody knows.</param>
    /// <param name="isVisible">Whether there is a terminal to show it on.</param>
    /// <param name="noun">What is answered, in the plural.</param>
    public ProgressLine(long? total, bool isVisible, string noun = "requests")
    {
        _total = total;
        _noun = noun;
        _timer = isVisible ? new Timer(_ => Show(), null, Interval, Interval) : null;
    }

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Says how far the run is.</summary>
    /// <param name="from">Where it began.</param>
    /// <param name="offset">Up to where the input is answered.</param>
    /// <param name="answered">How many answers were given.</param>
    public void Update(long from, long offset, long answered)
    {
        lock (_lock)
        {
            (_first, _offset, _answered) = (from, offset, answered);
        }
    }

    /// <summary>Writes a line that stays.</summary>
    public void WriteLine(string text)
    {
        lock (_lock)
        {
            Clear();
            Console.Error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        _timer?.Dispose();
        lock (_lock)
        {
            Clear();
            _first = -1;
        }
    }

    /// <summary>The line as it reads.</summary>
    internal static string Describe(long? total, long from, long offset, long answered, TimeSpan elapsed, string noun = "requests")
    {
        double seconds = Math.Max(elapsed.TotalSeconds, 0.001);
        string rate = string.Create(CultureInfo.InvariantCulture, $"{answered:N0} {noun}, {answered / seconds:N0}/s");
        if (total is not { } all || all <= from)
        {
            return rate;
        }

        double done = Math.Clamp((double)offset / all, 0, 1);
        int cells = (int)(done * Cells);
        string left = offset > from ? Duration(TimeSpan.FromSeconds((all - offset) * seconds / (offset - from))) + " left" : "";
        return string.Create(CultureInfo.InvariantCulture, $"[{new string('#', cells)}{new string('.', Cells - cells)}] {done * 100:0} %  {rate}  {left}").TrimEnd();
    }

    /// <summary>Minutes and seconds, or hours too.</summary>
    internal static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes}:{time.Seconds:00}");

    private void Show()
    {
        lock (_lock)
        {
            if (_first >= 0)
            {
                Console.Error.Write(Erase + Describe(_total, _first, _offset, _answered, Elapsed, _noun));
                _isShown = true;
            }
        }
    }

    private void Clear()
    {
        if (_isShown)
        {
            Console.Error.Write(Erase);
            _isShown = false;
        }
    }
}
