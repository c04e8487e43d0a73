using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Conformance;

public sealed class ConformanceTests
{
    public static TheoryData<string> Cases() => [.. ConformanceCases.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_answers_as_expected(string name)
    {
        ScenarioAnswer answer = ConformanceCases.Answer(name);

        Assert.True(answer.Pass, Describe(name, answer));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Explaining_gives_the_same_decision(string name)
    {
        ScenarioReading reading = ConformanceCases.Read(name);
        ScenarioAnswer plain = ScenarioAnswer.Create(reading);
        ScenarioAnswer explained = ScenarioAnswer.Create(reading, explain: true);

        Assert.Equal(plain.Decision, explained.Decision);
        if (explained.Explanation is { } explanation)
        {
            Assert.NotEmpty(explanation.Checks);
            Assert.Contains(explanation.Request.Action.Text, explanation.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Describe(string name, ScenarioAnswer answer)
    {
        IEnumerable<Diagnostic> faults = [.. answer.Reading.InputErrors, .. answer.PolicyErrors.Select(static fault => fault.Diagnostic)];
        string found = answer.Decision?.ToString() ?? string.Join('\n', faults);
        ScenarioAnswer explained = ConformanceCases.Answer(name, explain: true);
        return $"{name}: expected {answer.Reading.Expectation}, found {found}\n{explained.Explanation}";
    }
}
