namespace IamSim.Benchmarks;

/// <summary>
/// A class of benchmarks that answers one question, with a baseline. Every benchmark in it returns how many requests of a round are allowed, so that
/// a run with <c>--verify</c> can tell that all of them do the same work.
/// </summary>
public interface IQuestion
{
    /// <summary>The workload: W1, W2 or W3.</summary>
    public string Policies { get; set; }

    /// <summary>How many times the baseline the others may cost.</summary>
    public double Goal { get; }

    /// <summary>Prepares the workload, and checks its answers.</summary>
    public void Load();
}
