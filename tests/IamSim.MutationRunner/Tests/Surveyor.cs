using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using IamSim.MutationRunner.Mutants;

namespace IamSim.MutationRunner.Tests;

/// <summary>Runs all tests with no mutant active. Each step needs a process of its own: what is initialized is not initialized again.</summary>
internal static class Surveyor
{
    /// <summary>Writes which tests pass twice within the limit, and how long they take.</summary>
    public static async Task TimeAsync(string folder, string surveyFile, double limit)
    {
        IReadOnlyList<TestCase> tests = await TestFolder.LoadAsync(folder, static library => _ = new MutantSwitch(library, FrozenSet<int>.Empty));
        List<TestFacts> kept = [];
        Dictionary<string, string> leftOut = new(StringComparer.Ordinal);
        foreach (TestCase test in tests)
        {
            double first = Time(test, out string? reason);
            // The first time pays for the compiler.
            double second = reason is null && first < 4 * limit ? Time(test, out reason) : first;
            reason ??= second > limit ? string.Create(CultureInfo.InvariantCulture, $"takes {second / 1000:F1} s") : null;
            if (reason is null)
            {
                kept.Add(new TestFacts(test.Name, second, [], []));
            }
            else
            {
                leftOut.Add(test.Name, reason);
            }
        }

        new TestSurvey(kept, leftOut, []).Write(surveyFile);
    }

    /// <summary>Adds which mutants the tests reach, the first time and always.</summary>
    public static async Task ReachAsync(string folder, string surveyFile, IReadOnlySet<int> asked)
    {
        TestSurvey survey = TestSurvey.Read(surveyFile);
        MutantSwitch? mutants = null;
        IReadOnlyList<TestCase> tests = await TestFolder.LoadAsync(folder, library => mutants = new MutantSwitch(library, asked));
        int[] byFinding = mutants!.TakeReached();
        Dictionary<string, TestCase> named = tests.ToDictionary(static test => test.Name, StringComparer.Ordinal);
        Dictionary<string, int[]> first = survey.Tests.ToDictionary(static facts => facts.Name, facts => Reach(named[facts.Name], mutants), StringComparer.Ordinal);
        IEnumerable<TestFacts> found = survey.Tests.Select(facts =>
        {
            int[] always = Reach(named[facts.Name], mutants);
            return facts with { Reached = always, ReachedOnce = [.. first[facts.Name].Except(always)] };
        });
        (survey with { Tests = [.. found], ReachedByFinding = byFinding }).Write(surveyFile);
    }

    private static double Time(TestCase test, out string? reason)
    {
        long start = Stopwatch.GetTimestamp();
        _ = test.Fails(out reason);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static int[] Reach(TestCase test, MutantSwitch mutants)
    {
        _ = test.Fails(out _);
        return mutants.TakeReached();
    }
}
