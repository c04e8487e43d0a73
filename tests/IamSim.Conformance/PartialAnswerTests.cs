using IamSim.Conditions;
using IamSim.PartialEvaluation;
using IamSim.Scenarios;

namespace IamSim.Conformance;

/// <summary>Every case asked again with parts of it unknown.</summary>
public sealed class PartialAnswerTests
{
    public static TheoryData<string> Cases() => [.. ConformanceCases.Names()];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Without_unknown_keys_the_partial_answer_is_the_answer(string name)
    {
        if (Compile(name, out Scenario scenario) is not { } simulator)
        {
            return;
        }

        Decision decision = simulator.Evaluate(scenario.Request);
        PartialDecision answer = simulator.EvaluatePartial(scenario.Request, UnknownContextKeys.None);

        Assert.Equal(decision, answer.Decision);
        Assert.Equal(decision.IsAllowed ? PartialDecisionKind.Allowed : PartialDecisionKind.Denied, answer.Kind);
        Assert.Equal((decision.IsAllowed, !decision.IsAllowed), (answer.Residual.IsAlways, answer.Residual.IsNever));
        Assert.Empty(answer.DecidingKeys);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void With_unknown_keys_the_answer_is_among_those_that_are_left_open(string name)
    {
        if (Compile(name, out Scenario scenario) is not { } simulator)
        {
            return;
        }

        Decision decision = simulator.Evaluate(scenario.Request);
        UnknownContextKeys[] unknown = [new(scenario.Request.Context.Select(static pair => pair.Key)), new(simulator.ContextKeys), new(["*"]), UnknownContextKeys.Unstated];
        foreach (PartialDecision answer in unknown.Select(keys => simulator.EvaluatePartial(scenario.Request, keys)))
        {
            Assert.NotEqual(decision.IsAllowed ? PartialDecisionKind.Denied : PartialDecisionKind.Allowed, answer.Kind);
            Assert.Equal(answer.Decision?.Kind ?? decision.Kind, decision.Kind);
            Assert.Equal(answer.Kind == PartialDecisionKind.Depends, !answer.DecidingKeys.IsEmpty);
        }
    }

    [Fact]
    public void Every_third_case_at_least_hangs_on_what_it_states()
    {
        int depends = ConformanceCases.Names().Count(static name => Compile(name, out Scenario scenario) is { } simulator
            && simulator.EvaluatePartial(scenario.Request, ["*"]).Kind == PartialDecisionKind.Depends);

        Assert.InRange(depends, ConformanceCases.Names().Count() / 3, ConformanceCases.Names().Count());
    }

    private static Simulator? Compile(string name, out Scenario scenario)
    {
        scenario = ConformanceCases.Read(name).Scenario!;
        return scenario is not null && Simulator.TryCompile(scenario.Policies, scenario.Options, null, out Simulator? simulator, out _) ? simulator : null;
    }
}
