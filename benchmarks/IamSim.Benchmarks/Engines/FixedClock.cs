namespace IamSim.Benchmarks.Engines;

/// <summary>A clock that stands still, so that requests that state no time get the same answer on every day.</summary>
internal sealed class FixedClock(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
