using System.Collections.Immutable;
using System.Globalization;
using IamSim.Testing;

namespace IamSim.Tool.Testing;

/// <summary>What a suite falls short of, for the command line that asks for it.</summary>
internal static class TestShortfalls
{
    /// <summary>The shortfalls in one line each.</summary>
    public static ImmutableArray<string> Of(TestArguments arguments, PolicyCoverage? coverage, PolicyMutantRun? mutants)
    {
        var shortfalls = ImmutableArray.CreateBuilder<string>();
        if (arguments.MinimumCoverage is { } minimum && coverage is not null && coverage.StatementPercent < minimum)
        {
            shortfalls.Add(string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(coverage.StatementPercent * 10) / 10:0.0} % of the statements are covered, but --min-coverage is {minimum:0.##}"));
        }

        if (arguments.MaximumSurviving is { } most && mutants is not null && mutants.Survived > most)
        {
            shortfalls.Add(string.Create(CultureInfo.InvariantCulture, $"{mutants.Survived} mutants survive, but --max-surviving is {most}"));
        }

        return shortfalls.ToImmutable();
    }
}
