namespace IamSim.Tests.Patterns;

/// <summary>Counts what is allocated.</summary>
internal static class Allocations
{
    private const int Rounds = 3;

    /// <summary>The bytes of the cheapest of some rounds: the runtime may allocate in one of them, and the pool may have to fill up; what is done allocates in all.</summary>
    public static long Of(Action action)
    {
        action();
        return Enumerable.Range(0, Rounds).Min(_ =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            action();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
    }
}
