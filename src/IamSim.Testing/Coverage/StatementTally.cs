namespace IamSim.Testing;

/// <summary>Counts the cases that met a statement.</summary>
internal sealed class StatementTally
{
    private readonly Dictionary<int, int> _cases = [];
    private readonly Dictionary<int, int> _failures = [];

    /// <summary>Cases in which everything matched.</summary>
    public int Matched { get; private set; }

    /// <summary>Cases in which it was part of what decided.</summary>
    public int Decided => Deciding.Count;

    /// <summary>Those cases.</summary>
    public List<(DecidedSet Set, DecidedCase Case)> Deciding { get; } = [];

    public int CasesOf(int part) => _cases.GetValueOrDefault(part);

    public int FailuresOf(int part) => _failures.GetValueOrDefault(part);

    /// <summary>Counts what one case saw of the statement: several sightings where the request is several checks or the policy stands in several places.</summary>
    public void CountSightings(IReadOnlyList<StatementSighting> sightings, (DecidedSet, DecidedCase) one)
    {
        Matched += sightings.Any(static sighting => sighting.Outcome == StatementOutcome.Matched) ? 1 : 0;
        Count(_cases, sightings.SelectMany(static sighting => sighting.Excluding.Concat(sighting.Values).Concat(sighting.Conditions.Where(static condition => condition.Held).Select(static condition => condition.Place))));
        Count(_failures, sightings.SelectMany(static sighting => sighting.Conditions.Where(static condition => !condition.Held).Select(static condition => condition.Place)));
    }

    /// <summary>Counts a case that the statement decided.</summary>
    public void CountDeciding(IReadOnlyList<StatementSighting> sightings, (DecidedSet, DecidedCase) one)
    {
        Deciding.Add(one);
        // What makes a bucket policy public need not have matched.
        Matched += sightings.Any(static sighting => sighting.Outcome == StatementOutcome.Matched) ? 0 : 1;
        Count(_cases, sightings.SelectMany(static sighting => sighting.Entries));
    }

    private static void Count(Dictionary<int, int> counts, IEnumerable<int> places)
    {
        foreach (int place in places.Distinct())
        {
            counts[place] = counts.GetValueOrDefault(place) + 1;
        }
    }
}
