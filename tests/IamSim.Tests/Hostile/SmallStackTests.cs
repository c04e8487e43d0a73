using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Hostile;

/// <summary>Nothing recurses as deep as its input says: all that is hostile passes on a stack of 64 KB.</summary>
public sealed class SmallStackTests
{
    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Fact]
    public void Every_hostile_policy_is_refused_on_a_stack_of_64_KB() => OnSmallStack(static () =>
    {
        foreach (ITheoryDataRow row in HostilePolicies.Texts.Concat<ITheoryDataRow>(HostilePolicies.Documents))
        {
            string text = (string)row.GetData()[0]!;
            PolicyValidator.Validate(text, "hostile.json", PolicyKind.Identity);
            ScenarioReader.Read(new SourceText(text));
            ScenarioReader.Read(new SourceText($$$"""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"policies":{"identity":[{{{text}}}]}}"""));
        }
    });

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("{\"Statement\":[")]
    [InlineData("{\"policy\":")]
    public void Nesting_of_a_million_levels_is_refused_on_a_stack_of_64_KB(string level) => OnSmallStack(() =>
    {
        string bomb = string.Concat(Enumerable.Repeat(level, 1_000_000));
        Assert.False(PolicyDocument.TryParse(bomb, "bomb.json", out _, out IReadOnlyList<Diagnostic> findings));
        Assert.Equal("nesting deeper than 16 levels", findings[0].Message);

        ScenarioReading reading = ScenarioReader.Read(new SourceText($$$"""{"policies":{"identity":[{{{bomb}}}"""));
        Assert.Equal("nesting deeper than 24 levels", reading.InputErrors[0].Message);
    });

    [Fact]
    public void Bombs_of_patterns_and_variables_are_answered_on_a_stack_of_64_KB() => OnSmallStack(static () =>
    {
        string stars = string.Concat(Enumerable.Repeat("a*", 20_000));
        string variables = string.Concat(Enumerable.Repeat("${x:part}*", 2_000));
        var set = new PolicySet { Identity = [PolicyDocument.Parse($$$$$$"""{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::{{{{{{stars}}}}}}b","Condition":{"StringLike":{"x:text":"{{{{{{variables}}}}}}b"}}}}""")] };
        var request = new AccessRequest(Alice, "s3:GetObject", "arn:aws:s3:::" + new string('a', 20_001) + "b") { Context = RequestContext.Create(("x:text", new string('a', 20_000)), ("x:part", "aa")) };
        Simulator simulator = Simulator.Compile(set);

        Assert.False(simulator.Evaluate(request).IsAllowed);
        Assert.False(simulator.Explain(request).Decision.IsAllowed);
    });

    [Fact]
    public void A_hundred_thousand_statements_are_answered_on_a_stack_of_64_KB() => OnSmallStack(static () =>
    {
        string statements = string.Join(',', Enumerable.Range(0, 100_000).Select(static i => $$"""{"Effect":"Allow","Action":"s3:Get{{i}}","Resource":"*"}"""));
        var set = new PolicySet { Identity = [PolicyDocument.Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""")] };
        Simulator simulator = Simulator.Compile(set);

        Assert.True(simulator.Evaluate(new AccessRequest(Alice, "s3:Get99999", "*")).IsAllowed);
        Assert.False(simulator.Evaluate(new AccessRequest(Alice, "s3:Get100000", "*")).IsAllowed);
    });

    private static void OnSmallStack(Action check)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(check), maxStackSize: 64 * 1024);
        thread.Start();
        thread.Join();

        Assert.True(failure is null, failure?.ToString());
    }
}
