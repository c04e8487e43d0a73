namespace IamSim.Linting;

/// <summary>Bounds the comparisons that one rule makes for one policy: a hostile policy gets fewer findings, not more time.</summary>
internal struct WorkBudget(int steps)
{
    private int _left = steps;

    /// <summary>Takes one step; <c>false</c> when none is left, and then the rule says nothing more.</summary>
    public bool TryTake() => _left > 0 && --_left >= 0;
}
