using System.Text.Json;

namespace IamSim.MutationRunner.Tests;

/// <summary>Which tests are asked, and which mutants they reach.</summary>
/// <param name="LeftOut">Tests that are not asked, with the reason.</param>
/// <param name="ReachedByFinding">Mutants that are reached before any test, by making the rows of theories.</param>
internal sealed record TestSurvey(IReadOnlyList<TestFacts> Tests, IReadOnlyDictionary<string, string> LeftOut, int[] ReachedByFinding)
{
    public static TestSurvey Read(string path) => JsonSerializer.Deserialize<TestSurvey>(File.ReadAllText(path))!;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this));
}
