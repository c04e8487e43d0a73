using IamSim.ServiceData;

namespace IamSim.Testing.Tests.Properties;

/// <summary>What is said of mutants holds when everything is compiled and asked from scratch.</summary>
public sealed class MutantsTellTheTruth
{
    private const int Requests = 800;

    // Nobody gets an object of a queue: that a mutant is told by what cannot be asked counts for nothing.
    private static readonly PossibleRequests Possible = new(ServiceReference.Default);

    [Fact]
    public void A_killed_mutant_changes_the_verdict_of_its_case_and_a_survivor_changes_none() => RandomSeeds.Check(60, static seed =>
    {
        var random = new RandomSuites(seed);
        PolicySet policies = random.Policies();
        IReadOnlyList<PolicyTestCase> cases = random.Cases(policies, 12);

        PolicyMutantRun run = PolicyMutantRun.Run(policies, cases, PolicyMutantOptions.Default with { FindTellingCases = false }, TestContext.Current.CancellationToken);

        foreach (PolicyMutant mutant in run.Mutants.Where(static mutant => mutant.Status != PolicyMutantStatus.Invalid))
        {
            PolicyTestSubject subject = new(mutant.Apply(policies));
            string because = $"{mutant.Status} {mutant}\nIAMSIM_SEED={seed}";
            if (mutant.Status == PolicyMutantStatus.Killed)
            {
                Assert.True(Verdict(policies, mutant.KilledBy!) == PolicyTestVerdict.Passed, because);
                Assert.True(Verdict(subject, mutant.KilledBy!) == PolicyTestVerdict.Failed, because);
            }
            else
            {
                Assert.True(cases.All(one => Verdict(subject, one) == PolicyTestVerdict.Passed), because);
            }
        }
    });

    [Fact]
    public void An_equivalent_mutant_decides_thousands_of_requests_alike() => RandomSeeds.Check(60, static seed =>
    {
        var random = new RandomSuites(seed);
        PolicySet policies = random.Policies();
        // Nothing is killed, so that everything is left to the proof.
        PolicyTestCase[] cases = [random.Case() with { Expected = ExpectedDecision.Allow }, random.Case() with { Expected = ExpectedDecision.Deny }];
        PolicyMutantRun run = PolicyMutantRun.Run(policies, cases, PolicyMutantOptions.Default with { FindTellingCases = false }, TestContext.Current.CancellationToken);
        var runner = new PolicyTestRunner();
        var subject = new PolicyTestSubject(policies);
        (PreparedCase Case, DecisionKind Kind)[] asked = [.. Enumerable.Range(0, Requests).Select(_ => random.Case()).Where(one => Possible.IsPossible(one.Action.Folded, one.Resource)).Select(subject.Prepare).Select(one => (one, runner.Run(one).Decision.Kind))];

        foreach (PolicyMutant mutant in run.Mutants.Where(static mutant => mutant.Status == PolicyMutantStatus.Equivalent))
        {
            var mutated = Simulator.Compile(mutant.Apply(policies));
            foreach ((PreparedCase one, DecisionKind kind) in asked)
            {
                Assert.True(mutated.Evaluate(one.Request).Kind == kind, $"{mutant}\n{mutant.Document.ToJson()}\n{one.Case}\nIAMSIM_SEED={seed}");
            }
        }
    });

    [Fact]
    public void A_suggested_case_passes_and_kills_its_mutant() => RandomSeeds.Check(8, static seed =>
    {
        var random = new RandomSuites(seed);
        PolicySet policies = random.Policies();
        PolicyMutantRun run = PolicyMutantRun.Run(policies, random.Cases(policies, 3), cancellationToken: TestContext.Current.CancellationToken);

        foreach (PolicyMutant mutant in run.Survivors.Where(static mutant => mutant.TellingCase is not null))
        {
            string because = $"{mutant}\n{mutant.SuggestedTest}\nIAMSIM_SEED={seed}";
            Assert.True(Verdict(policies, mutant.TellingCase!) == PolicyTestVerdict.Passed, because);
            Assert.True(Verdict(new PolicyTestSubject(mutant.Apply(policies)), mutant.TellingCase!) == PolicyTestVerdict.Failed, because);
        }
    });

    [Fact]
    public void A_suite_with_every_suggested_case_leaves_only_mutants_that_nothing_tells() => RandomSeeds.Check(4, static seed =>
    {
        var random = new RandomSuites(seed);
        PolicySet policies = random.Policies();
        IReadOnlyList<PolicyTestCase> cases = random.Cases(policies, 3);
        PolicyMutantRun first = PolicyMutantRun.Run(policies, cases, cancellationToken: TestContext.Current.CancellationToken);

        PolicyMutantRun second = PolicyMutantRun.Run(policies, [.. cases, .. first.Survivors.Select(static mutant => mutant.TellingCase).OfType<PolicyTestCase>()], PolicyMutantOptions.Default with { FindTellingCases = false }, TestContext.Current.CancellationToken);

        Assert.True(second.Survivors.Count() <= first.Untold, $"{first.Untold} were untold, {second.Survivors.Count()} survive\nIAMSIM_SEED={seed}");
    });

    private static PolicyTestVerdict Verdict(PolicySet policies, PolicyTestCase one) => Verdict(new PolicyTestSubject(policies), one);

    private static PolicyTestVerdict Verdict(PolicyTestSubject subject, PolicyTestCase one) => new PolicyTestRunner().Run(subject.Prepare(one)).Verdict;
}
