using System.Collections.Immutable;
using IamSim.Explanations;
using IamSim.Scenarios;

namespace IamSim.Conformance;

/// <summary>What is said to make a denied request allowed does.</summary>
public sealed class ProposedFixTests
{
    public static TheoryData<string> DeniedCases() => [.. ConformanceCases.Names().Where(static name => ConformanceCases.Answer(name).Decision is { IsAllowed: false })];

    [Theory]
    [MemberData(nameof(DeniedCases))]
    public void Every_fix_proposed_for_a_denied_case_allows_it_and_none_of_its_changes_can_be_left_out(string name)
    {
        Scenario scenario = ConformanceCases.Read(name).Scenario!;
        Explanation explanation = Simulator.Compile(scenario.Policies, scenario.Options).Explain(scenario.Request);

        foreach (ProposedFix fix in explanation.ProposeFixes(10))
        {
            Decision decision = Simulator.Compile(fix.Policies, scenario.Options).Evaluate(fix.Request);
            Assert.True(decision.IsAllowed, $"{name}: not allowed although {fix}: {decision}");
            Assert.Equal(fix.Decision, decision);
            Assert.NotEmpty(fix.Changes);
        }
    }
}
