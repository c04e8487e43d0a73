using System.Text.Json;
using IamSim.Policies;
using IamSim.Tests.Shared;

namespace IamSim.Testing.Tests.Properties;

/// <summary>The test that is printed for a surviving mutant does what it is said to do, put into a suite file as it is.</summary>
public sealed class SuggestedTestsNotice
{
    [Fact]
    public void A_suggested_test_passes_in_a_suite_file_and_fails_there_with_the_mutant() => RandomSeeds.Check(4, static seed =>
    {
        var random = new RandomSuites(seed);
        PolicySet policies = random.Policies();
        PolicyMutantRun run = PolicyMutantRun.Run(policies, random.Cases(policies, 3), cancellationToken: TestContext.Current.CancellationToken);

        foreach (PolicyMutant mutant in run.Survivors.Where(static mutant => mutant.SuggestedTest is not null).Take(8))
        {
            string because = $"{mutant}\n{mutant.SuggestedTest}\nIAMSIM_SEED={seed}";
            Assert.True(Run(policies, mutant.SuggestedTest!, because) == PolicyTestVerdict.Passed, because);
            Assert.True(Run(mutant.Apply(policies), mutant.SuggestedTest!, because) == PolicyTestVerdict.Failed, because);
        }
    });

    [Fact]
    public void A_suggested_test_keeps_contexts_tags_and_signs_that_mean_something_in_yaml()
    {
        PolicySet policies = new()
        {
            Identity =
            [
                PolicyDocument.Parse(
                    """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::a/*","Condition":{"StringEquals":{"aws:UserAgent":"it's: \"#1\", {x}","aws:RequestTag/team":"yes"},"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}}]}""",
                    "policy.json"),
            ],
        };
        PolicyTestCase one = new(Identifiers.Principal.Parse("arn:aws:iam::111122223333:user/ana"), "s3:ListBucket", "arn:aws:s3:::a", ExpectedDecision.Deny)
        {
            Conditions = Environments.AccessConditions.None with { Time = new DateTimeOffset(2025, 6, 1, 0, 0, 0, TimeSpan.Zero) },
        };

        PolicyMutantRun run = PolicyMutantRun.Run(policies, [one], cancellationToken: TestContext.Current.CancellationToken);

        PolicyMutant[] told = [.. run.Survivors.Where(static mutant => mutant.SuggestedTest is not null)];
        Assert.True(told.Length > 5, $"{told.Length} are told");
        Assert.Contains(told, static mutant => mutant.SuggestedTest!.Contains("time:", StringComparison.Ordinal));
        Assert.All(told, mutant =>
        {
            Assert.Equal(PolicyTestVerdict.Passed, Run(policies, mutant.SuggestedTest!, mutant.SuggestedTest!));
            Assert.Equal(PolicyTestVerdict.Failed, Run(mutant.Apply(policies), mutant.SuggestedTest!, mutant.SuggestedTest!));
        });
    }

    private static PolicyTestVerdict Run(PolicySet policies, string test, string because)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("suite.iamtest.yaml", $"policies: {TextOf(policies)}\ntests:\n{test}");
        PolicyTestSuite suite = PolicyTestSuite.Load(Path.Combine(folder.Path, "suite.iamtest.yaml"));
        Assert.True(suite.Diagnostics.All(static finding => finding.Severity != Diagnostics.DiagnosticSeverity.Error), $"{string.Join('\n', suite.Diagnostics)}\n{because}");
        return Assert.Single(suite.Run(cancellationToken: TestContext.Current.CancellationToken).Results).Verdict;
    }

    // Flow style of YAML is JSON.
    private static string TextOf(PolicySet policies)
    {
        var members = new List<string> { $"\"identity\": [{Documents(policies.Identity)}]" };
        if (policies.PermissionsBoundary is { } boundary)
        {
            members.Add($"\"permissionsBoundary\": {boundary.ToJson()}");
        }

        if (policies.Session is { IsDefault: false } session)
        {
            members.Add($"\"session\": [{Documents(session)}]");
        }

        if (policies.Resource is { } resource)
        {
            members.Add($"\"resource\": {resource.ToJson()}");
        }

        if (policies.ServiceControlPolicies is { IsDefault: false } levels)
        {
            members.Add($"\"serviceControl\": [{string.Join(", ", levels.Select(static level => $"[{Documents(level)}]"))}]");
        }

        // On one line, which a block of YAML that is indented needs.
        return JsonSerializer.Serialize(JsonDocument.Parse($"{{{string.Join(", ", members)}}}").RootElement);
    }

    private static string Documents(IEnumerable<PolicyDocument> documents) => string.Join(", ", documents.Select(static document => document.ToJson()));
}
