namespace IamSim.Testing.Suites;

/// <summary>Counts the cases of a suite: a page of wildcards would fill memory. Not thread-safe.</summary>
internal sealed class CaseBudget
{
    public const int MaximumCases = 1_000_000;

    private long _left = MaximumCases;

    /// <summary>Takes some; <c>false</c>, and nothing is taken, when so many are not left.</summary>
    public bool Take(long count)
    {
        if (count > _left)
        {
            return false;
        }

        _left -= count;
        return true;
    }
}
