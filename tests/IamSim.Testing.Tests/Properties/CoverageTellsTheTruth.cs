using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Testing.Tests.Properties;

/// <summary>What is said of covered statements holds when they are taken away.</summary>
public sealed class CoverageTellsTheTruth
{
    [Fact]
    public void A_decisive_statement_changes_its_case_when_it_is_taken_away_and_one_that_did_not_match_changes_none() => RandomSeeds.Check(150, static seed =>
    {
        var random = new RandomSuites(seed);
        PolicySet policies = random.Policies();
        IReadOnlyList<PolicyTestCase> cases = random.Cases(policies, 15);

        PolicyCoverage coverage = PolicyCoverage.Measure(policies, cases, TestContext.Current.CancellationToken);

        var subject = new PolicyTestSubject(policies);
        foreach (PolicyDocumentCoverage policy in coverage.Policies.Where(static policy => policy.Statements.Length > 1))
        {
            foreach (StatementCoverage statement in policy.Statements)
            {
                var without = new PolicyTestSubject(policies.Without(statement.Statement));
                PolicyTestCase? changed = cases.FirstOrDefault(one => KindOf(subject, one) != KindOf(without, one));
                string because = $"{statement}\n{policy.Document.ToJson()}\nIAMSIM_SEED={seed}";
                Assert.True(statement.IsDecisive == changed is not null, because);
                Assert.True(statement.DecisiveCase is null || KindOf(subject, statement.DecisiveCase) != KindOf(without, statement.DecisiveCase), because);
                Assert.True(statement.MatchedCases > 0 || changed is null, because);
                Assert.True(statement.MatchedCases >= statement.DecidedCases, because);
            }
        }
    });

    [Fact]
    public void An_entry_through_which_no_case_was_decided_can_be_taken_away() => RandomSeeds.Check(150, static seed =>
    {
        var random = new RandomSuites(seed);
        PolicySet policies = random.Policies();
        IReadOnlyList<PolicyTestCase> cases = random.Cases(policies, 15);

        PolicyCoverage coverage = PolicyCoverage.Measure(policies, cases, TestContext.Current.CancellationToken);

        var subject = new PolicyTestSubject(policies);
        foreach (PolicyDocumentCoverage policy in coverage.Policies)
        {
            foreach (StatementCoverage statement in policy.Statements)
            {
                foreach (ElementCoverage entry in statement.Elements.Where(static element => element is { Kind: CoveredElementKind.Action or CoveredElementKind.Resource, Cases: 0 }))
                {
                    if (Remove(statement.Statement, entry) is not { } changed)
                    {
                        continue;
                    }

                    PolicyDocument document = policy.Document with { Statements = policy.Document.Statements.SetItem(statement.Number - 1, changed) };
                    var without = new PolicyTestSubject(policies.Replace(policy.Document, document));
                    // An entry may match where the statement decides nothing, as an Allow beside a Deny: the answer stays.
                    Assert.All(cases, one => Assert.True(KindOf(subject, one) == KindOf(without, one), $"{entry}\n{policy.Document.ToJson()}\n{one}\nIAMSIM_SEED={seed}"));
                }
            }
        }
    });

    private static PolicyStatement? Remove(PolicyStatement statement, ElementCoverage entry)
    {
        PolicyElement element = (entry.Kind == CoveredElementKind.Action ? statement.Action : statement.Resource)!;
        ImmutableArray<PolicyValue> rest = element.Values.RemoveAll(value => value.Span == entry.Span);
        return rest.IsEmpty ? null : entry.Kind == CoveredElementKind.Action ? statement with { Action = element with { Values = rest } } : statement with { Resource = element with { Values = rest } };
    }

    private static DecisionKind KindOf(PolicyTestSubject subject, PolicyTestCase one) => new PolicyTestRunner().Run(subject.Prepare(one)).Decision.Kind;
}
