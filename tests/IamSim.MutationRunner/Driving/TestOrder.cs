using IamSim.MutationRunner.Tests;

namespace IamSim.MutationRunner.Driving;

/// <summary>Puts first the tests that lately failed most often for the time that they take.</summary>
internal sealed class TestOrder
{
    // A row that never ran is as promising as the others of its theory, and those at first are a little so.
    private const double Unknown = 0.1;
    private const double Fading = 0.98;

    private readonly TestSurvey _survey;
    private readonly Promise[] _rows;
    private readonly Promise[] _theories;

    public TestOrder(TestSurvey survey)
    {
        _survey = survey;
        _rows = [.. survey.Tests.Select(static _ => new Promise())];
        Dictionary<string, Promise> theories = new(StringComparer.Ordinal);
        _theories = [.. survey.Tests.Select(facts => TheoryOf(theories, facts.Name))];
    }

    /// <summary>Indexes of tests, the most promising first.</summary>
    public int[] Of(IEnumerable<int> tests) => [.. tests.OrderByDescending(PromiseOf)];

    public void Note(int test, bool killed)
    {
        _rows[test].Note(killed, Fading);
        // There are thousands of rows to learn from: none is forgotten.
        _theories[test].Note(killed, 1);
    }

    private double PromiseOf(int test)
    {
        double theory = (_theories[test].Kills + Unknown) / (_theories[test].Runs + 1);
        return (_rows[test].Kills + theory) / (_rows[test].Runs + 1) / (_survey.Tests[test].Milliseconds + 0.05);
    }

    private static Promise TheoryOf(Dictionary<string, Promise> theories, string name)
    {
        string theory = name.Split(" #", 2)[0];
        return theories.TryGetValue(theory, out Promise? known) ? known : theories[theory] = new Promise();
    }

    private sealed class Promise
    {
        public double Kills { get; private set; }

        public double Runs { get; private set; }

        public void Note(bool killed, double fading)
        {
            Kills = (Kills * fading) + (killed ? 1 : 0);
            Runs = (Runs * fading) + 1;
        }
    }
}
