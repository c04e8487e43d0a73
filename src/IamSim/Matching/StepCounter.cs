namespace IamSim.Matching;

/// <summary>
/// Counts what matching a text costs, for the tests that hold every class of pattern to its bound: n·⌈m/64⌉ steps for a text of n characters and
/// a pattern of m, and a few. A step is one word of an automaton, or one place of a search with up to 64 characters compared there.
/// </summary>
internal sealed class StepCounter
{
    public long Steps { get; private set; }

    public void Add(long steps) => Steps += steps;

    /// <summary>A search for a text among so many characters, or a comparison with it, which is a search in one place.</summary>
    public void AddSearch(int places, int length) => Add((long)places * ((length + 63) / 64));
}
