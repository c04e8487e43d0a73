namespace IamSim.Benchmarks;

/// <summary>
/// What a body returns: how many answers of each kind it got, so that no two bodies that answer differently return the same.
/// Cheap enough to be counted beside the fastest decisions.
/// </summary>
internal static class Tally
{
    private const int Bits = 21;

    /// <summary>One answer; add them up, at most two million.</summary>
    public static long Of(int kind) => 1L << (Bits * kind);

    /// <summary>The three counts in words.</summary>
    public static string Show(long tally) =>
        $"{tally & ((1 << Bits) - 1)} / {(tally >> Bits) & ((1 << Bits) - 1)} / {tally >> (2 * Bits)}";
}
