using System.Globalization;

namespace IamSim.Tool.Batch;

/// <summary>What a run tells on standard error: its first bad lines, and a summary. Not thread-safe.</summary>
/// <param name="name">The name of the input.</param>
internal sealed class BatchReport(string name)
{
    // As many as a person reads; the answers have all.
    private const int MostComplaints = 10;

    private AnswerCounts _counts;
    private int _complaints;

    /// <summary>How many answers there are.</summary>
    public long Answered => _counts.All;

    /// <summary>Counts the answers of a block, and tells what was wrong with its lines.</summary>
    public void Add(AnsweredBlock block, ProgressLine progress)
    {
        _counts.Add(block.Counts);
        foreach ((long line, BadLine fault) in block.BadLines.Take(MostComplaints - _complaints))
        {
            progress.WriteLine(fault.ToText(name, line));
            _complaints++;
        }
    }

    /// <summary>Tells how many bad lines were not told, and why the input ended early.</summary>
    public void WriteFaults(string? fault)
    {
        if (_counts.Bad > MostComplaints)
        {
            Console.Error.WriteLine(Invariant($"iamsim: {_counts.Bad - MostComplaints:N0} more bad lines, told in their answers only"));
        }

        if (fault is not null)
        {
            Console.Error.WriteLine($"iamsim: {fault}");
        }
    }

    /// <summary>The last line of a run.</summary>
    public string Summary(TimeSpan elapsed)
    {
        string policies = _counts.PolicyErrors > 0 ? Invariant($", {_counts.PolicyErrors:N0} with policy errors") : "";
        string expectations = _counts.Passed + _counts.Failed > 0 ? Invariant($"; {_counts.Passed:N0} passed, {_counts.Failed:N0} failed") : "";
        double rate = _counts.All / Math.Max(elapsed.TotalSeconds, 0.001);
        return Invariant($"{_counts.All:N0} {(_counts.All == 1 ? "request" : "requests")}: {_counts.Allowed:N0} allowed, {_counts.Denied:N0} denied{policies}, {_counts.Bad:N0} bad{expectations}; {elapsed.TotalSeconds:N1} s, {rate:N0}/s");
    }

    /// <summary>What the answers and a fault of the input mean to the shell.</summary>
    public int ExitCodeOf(string? fault) => _counts.Bad > 0 || fault is not null ? ExitCode.CannotAnswer : _counts.Failed > 0 ? ExitCode.No : ExitCode.Yes;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
