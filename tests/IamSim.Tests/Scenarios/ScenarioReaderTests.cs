using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tests.Scenarios;

public sealed class ScenarioReaderTests
{
    private const string Minimal = "\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":\"*\"";

    [Theory]
    [InlineData("{\"request\":{" + Minimal + "},\"extra\":1}", "IAM1001", "\"extra\"", "the scenario has no member 'extra'")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"s3:GetObject\"}}", "IAM1002", "{", "the request has no member 'resource'")]
    [InlineData("{\"request\":{\"principal\":\"alice\",\"action\":\"s3:GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"alice\"", "'principal' is the string 'alice': expected the ARN")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"s3:Get*\",\"resource\":\"*\"}}", "IAM1003", "\"s3:Get*\"", "'s3:Get*' is not an action: a request names one action, without wildcards")]
    [InlineData("{\"request\":{\"principal\":\"anonymous\",\"action\":\"GetObject\",\"resource\":\"*\"}}", "IAM1003", "\"GetObject\"", "'GetObject' is not an action: expected service:Name, such as s3:GetObject")]
    [InlineData("{\"request\":{" + Minimal + ",\"context\":{\"a:b\":{}}}}", "IAM1003", "{}", "the context key 'a:b' must be a string, number, boolean, null or an array, but is an object")]
    [InlineData("{\"request\":{" + Minimal + ",\"context\":{\"a:b\":1,\"A:B\":2}}}", "IAM1003", "\"A:B\"", "the context key 'A:B' stands twice, in different case")]
    [InlineData("{\"request\":{" + Minimal + "},\"options\":{\"strict\":true}}", "IAM1003", "\"strict\"", "there is no option 'strict'")]
    [InlineData("{\"request\":{" + Minimal + "},\"now\":\"noon\"}", "IAM1003", "\"noon\"", "'now' must be a time such as 2026-01-31T12:00:00Z, but is 'noon'")]
    [InlineData("{\"request\":{" + Minimal + "},\"expect\":{\"decision\":\"Denied\"}}", "IAM1003", "\"Denied\"", "'decision' must be one of ImplicitDeny, ExplicitDeny, Allowed, but is 'Denied'")]
    [InlineData("{\"request\":{" + Minimal + "},\"request\":{}}", "IAM0004", "\"request\"", "the name 'request' stands twice in one object")]
    [InlineData("7", "IAM1003", "7", "a scenario is an object, but found the number 7")]
    public void A_malformed_scenario_is_refused_with_its_place(string text, string id, string underlined, string message)
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText(text, "s.json"));

        Diagnostic error = reading.InputErrors[0];
        Assert.Null(reading.Scenario);
        Assert.Equal(id, error.Id);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(underlined, error.Source.Slice(error.Span).ToString());
        Assert.Equal(new LinePosition(1, error.Span.Start + 1), error.Position);
    }

    [Fact]
    public void A_name_twice_in_a_policy_is_a_fault_of_that_policy()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText("{\"request\":{" + Minimal + "},\"policies\":{\"serviceControl\":[[],[{\"Statement\":[{\"Effect\":\"Allow\",\"Effect\":\"Deny\"}]}]]}}", "s.json", firstLine: 7));

        ScenarioFault fault = Assert.Single(reading.PolicyErrors);
        Assert.Empty(reading.InputErrors);
        Assert.Equal(("serviceControl[1][0]", "IAM0004", 7), (fault.Policy, fault.Diagnostic.Id, fault.Diagnostic.Position.Line));
    }

    [Fact]
    public void A_policy_in_a_string_has_places_in_its_own_text()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText("{\"request\":{" + Minimal + "},\"policies\":{\"resource\":\"{\\n \\\"Statement\\\": 5}\"}}", "s.json"));

        ScenarioFault fault = Assert.Single(reading.PolicyErrors);
        Assert.Equal(("resource", new LinePosition(2, 15)), (fault.Policy, fault.Diagnostic.Position));
    }

    [Fact]
    public void The_owner_that_was_assumed_is_said()
    {
        const string Question = "{\"request\":{\"principal\":\"arn:aws:iam::111122223333:user/a\",\"action\":\"s3:GetObject\",\"resource\":\"RESOURCE\"}}";
        ScenarioAnswer Ask(string resource) => ScenarioAnswer.Create(ScenarioReader.Read(new SourceText(Question.Replace("RESOURCE", resource, StringComparison.Ordinal))));

        Assert.Equal(DecisionAssumptions.ResourceOwner, Ask("arn:aws:s3:::b/k").Decision!.Value.Assumptions);
        Assert.Equal(DecisionAssumptions.None, Ask("arn:aws:sqs:eu-west-1:444455556666:q").Decision!.Value.Assumptions);
        Assert.Equal(DecisionAssumptions.None, Ask("*").Decision!.Value.Assumptions);
    }

    [Fact]
    public void A_policy_file_outside_reach_is_an_error_of_the_scenario()
    {
        ScenarioReading reading = ScenarioReader.Read(new SourceText("{\"request\":{" + Minimal + "},\"policies\":{\"resource\":{\"file\":\"nowhere.json\"}}}"), new ScenarioReaderOptions { BaseDirectory = AppContext.BaseDirectory });

        Diagnostic error = Assert.Single(reading.InputErrors);
        Assert.Equal("IAM1004", error.Id);
        Assert.StartsWith("the policy file 'nowhere.json' cannot be read:", error.Message, StringComparison.Ordinal);
    }
}
