using IamSim.MutationRunner.Tests;

namespace IamSim.MutationRunner.Driving;

/// <summary>Puts first the tests that lately failed most often for the time that they take.</summary>
internal sealed class TestOrder(TestSurvey survey)
{
    // A test that never ran is worth trying once, and a kill long ago less than one just now.
    private const double Unknown = 0.1;
    private const double Fading = 0.98;

    private readonly double[] _kills = new double[survey.Tests.Count];
    private readonly double[] _runs = new double[survey.Tests.Count];

    /// <summary>Indexes of tests, the most promising first.</summary>
    public int[] Of(IEnumerable<int> tests) => [.. tests.OrderByDescending(Promise)];

    public void Note(int test, bool killed)
    {
        _kills[test] = (_kills[test] * Fading) + (killed ? 1 : 0);
        _runs[test] = (_runs[test] * Fading) + 1;
    }

    private double Promise(int test) => (_kills[test] + Unknown) / (_runs[test] + 1) / (survey.Tests[test].Milliseconds + 0.05);
}
