namespace IamSim.Benchmarks.Questions;

/// <summary>
/// A class of benchmarks that answers one question, with a baseline. Every benchmark in it returns the <see cref="Tally"/> of its answers; those
/// that do the same number of operations must return the same, which a run with <c>--verify</c> checks.
/// </summary>
public interface IQuestion
{
    /// <summary>The workload.</summary>
    public string Policies { get; set; }

    /// <summary>How many times the baseline the others may cost; <c>null</c> where the goals are other ones, those of <c>--goals</c>.</summary>
    public double? Goal => null;

    /// <summary>Whether a benchmark uses several threads, so that elapsed time counts and not that of one thread.</summary>
    public bool UsesThreads => false;

    /// <summary>Prepares the workload, and checks its answers.</summary>
    public void Load();
}
