using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Reliability.Exchange;

namespace IamSim.Tests.Exchange;

/// <summary>Each class of differences explains the differences that it was written for, and not that the other engine says something else there.</summary>
public sealed class DifferenceClassTests
{
    private static readonly Lazy<DifferenceClass[]> All = new(static () => DifferenceClass.Read(RepositoryFolder.PathOf("benchmarks/peers/iam-simulate-differences.json")));

    private static readonly Lazy<Example[]> Examples = new(static () =>
    [
        .. File.ReadLines(RepositoryFolder.PathOf("benchmarks/peers/iam-simulate-examples.ndjson")).Select(static line => JsonSerializer.Deserialize<Example>(line, JsonSerializerOptions.Web)!),
    ]);

    public static TheoryData<string> Names() => [.. All.Value.Select(static entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_class_explains_its_examples_and_no_other_answer_to_them(string name)
    {
        DifferenceClass entry = Array.Find(All.Value, one => one.Name == name)!;
        Example[] own = [.. Examples.Value.Where(example => example.Class == name)];
        Assert.NotEmpty(own);
        foreach (Example example in own)
        {
            DifferenceCase difference = DifferenceCase.Read(new SourceText(example.Scenario.GetRawText()))!;
            string[] known = [difference.Decision.ToString(), .. own.Where(other => other.Scenario.GetRawText() == example.Scenario.GetRawText()).Select(static other => other.Other)];
            Assert.True(entry.Explains(difference, new ForeignAnswer("x", example.Other, null)), $"{name}: {difference.Decision}, the other {example.Other}: {example.Scenario}");
            foreach (string answer in Enum.GetNames<DecisionKind>().Except(known).Except(entry.Other ?? []))
            {
                Assert.False(entry.Explains(difference, new ForeignAnswer("x", answer, null)), $"{name}: {difference.Decision}, and the other would say {answer}: {example.Scenario}");
            }
        }
    }

    [Fact]
    public void What_both_engines_agree_about_is_of_no_class()
    {
        const string Plain = """{"id":"plain-1","request":{"principal":"arn:aws:iam::111122223333:user/maria","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-central-1:111122223333:jobs","context":{"aws:SourceIp":"203.0.113.7"}},"policies":{"identity":[{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sqs:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.7"}}}]}]}}""";
        DifferenceCase difference = DifferenceCase.Read(new SourceText(Plain))!;
        var classes = new DifferenceClasses(All.Value);

        Assert.Equal(DecisionKind.Allowed, difference.Decision);
        Assert.Null(classes.NameOf(difference, new ForeignAnswer("x", "ImplicitDeny", null)));
        Assert.Null(classes.NameOf(difference, new ForeignAnswer("x", "ExplicitDeny", null)));
    }

    [Fact]
    public void Causes_that_come_together_are_named_together()
    {
        // The number has an exponent and the caller is the root user: neither alone makes the other engine deny explicitly.
        const string Both = """{"id":"both-1","request":{"principal":"arn:aws:iam::111122223333:root","action":"sqs:SendMessage","resource":"arn:aws:sqs:eu-central-1:111122223333:jobs","context":{"x:n":"1e0"}},"policies":{"identity":[{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"sqs:*","Resource":"*","Condition":{"NumericEquals":{"x:n":"1"}}}]}]}}""";
        DifferenceCase difference = DifferenceCase.Read(new SourceText(Both))!;

        Assert.Equal("root-needs-no-policy-at-home + numbers", new DifferenceClasses(All.Value).NameOf(difference, new ForeignAnswer("x", "ExplicitDeny", null)));
    }

    private sealed record Example(string Class, string Other, JsonElement Scenario);
}
