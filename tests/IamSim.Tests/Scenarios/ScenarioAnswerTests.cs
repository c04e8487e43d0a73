using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tests.Scenarios;

/// <summary>Answers as they are written for other programs, and as they tell themselves.</summary>
public sealed class ScenarioAnswerTests
{
    private const string Request = "\"request\":{\"principal\":\"arn:aws:iam::111122223333:user/alice\",\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b/k\"}";

    [Theory]
    [InlineData(
        "{\"id\":\"x\",\n\"lenient\":3}",
        """{"id":"x","line":8,"inputError":{"message":"'lenient' must be true or false, but is the number 3","column":11}}""")]
    [InlineData(
        "{\"id\":\"x\",\"lenint\":true," + Request + "}",
        """{"id":"x","line":7,"inputError":{"message":"the scenario has no member 'lenint': expected one of $schema, confidence, expect, id, lenient, now, options, organization, policies, request, resourceOrganization, resourceSettings, rules, source, title","column":11,"help":"did you mean 'lenient'?"}}""")]
    [InlineData(
        "{\"policies\":{\"identity\":[{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Alow\",\"Action\":\"*\",\"Resource\":\"*\"}]}]},\"expect\":{\"policyError\":true}," + Request + "}",
        """{"id":null,"policyError":[{"code":"IAM0010","message":"Effect is \"Allow\" or \"Deny\", but found 'Alow'","policy":"identity[0]","line":7,"column":73,"help":"did you mean 'Allow'?"}],"pass":true}""")]
    [InlineData(
        "{\"policies\":{\"identity\":[{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"All\",\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}]},\"expect\":{\"allowed\":true}," + Request + "}",
        """{"id":null,"decision":"Allowed","decidedBy":"identity","statement":{"policy":"identity[0]","file":"s.json","sid":"All","line":7,"column":63},"assumptions":["resource-owner"],"pass":true}""")]
    [InlineData(
        "{\"policies\":{\"identity\":[\"{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Effect\\\":\\\"Deny\\\",\\\"Action\\\":\\\"*\\\",\\\"Resource\\\":\\\"*\\\"}]}\"],\"permissionsBoundary\":{\"Version\":\"2012-10-17\",\"Statement\":[]}},\"lenient\":true,\"expect\":{\"decision\":\"Allowed\"}," + Request + "}",
        """{"id":null,"decision":"ExplicitDeny","decidedBy":"identity","blockedBy":["identity"],"statement":{"policy":"identity[0]","file":"identity[0]","line":1,"column":38},"assumptions":["resource-owner"],"warnings":[{"code":"IAM0013","message":"the policy has no statement","policy":"permissionsBoundary","line":7,"column":154,"help":"add one, or remove the policy"}],"pass":false}""")]
    [InlineData(
        "{\"policies\":{\"serviceControl\":[[]]},\"expect\":{\"allowed\":false}," + Request + "}",
        """{"id":null,"decision":"ImplicitDeny","decidedBy":"serviceControl","blockedBy":["serviceControl","identity"],"assumptions":["resource-owner"],"pass":true}""")]
    public void An_answer_is_written_with_the_place_of_what_decided_or_of_what_is_wrong(string text, string expected)
    {
        ScenarioAnswer answer = ScenarioAnswer.Create(ScenarioReader.Read(new SourceText(text, "s.json", firstLine: 7)));

        Assert.Equal(expected, Written(answer));
    }

    [Fact]
    public void An_explanation_is_written_behind_the_decision_and_names_policies_as_the_scenario_does()
    {
        const string Text = "{\"policies\":{\"identity\":[{\"name\":\"mine.json\",\"policy\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}}]}," + Request + "}";

        using JsonDocument written = JsonDocument.Parse(Written(ScenarioAnswer.Create(ScenarioReader.Read(new SourceText(Text)), explain: true)));

        Assert.Equal("Allowed", written.RootElement.GetProperty("decision").GetString());
        Assert.False(written.RootElement.TryGetProperty("warnings", out _));
        Assert.Contains("\"policy\":\"identity[0]\"", written.RootElement.GetProperty("explanation").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_read_and_answered_tells_itself_in_one_line()
    {
        static ScenarioReading Read(string text) => ScenarioReader.Read(new SourceText(text));
        ScenarioReading faulty = Read("{\"id\":\"f\",\"policies\":{\"identity\":[5]},\"now\":1," + Request + "}");
        ScenarioReading titled = Read("{\"title\":\"t\"," + Request + "}");
        ScenarioTemplateReading template = ScenarioReader.ReadTemplate(new SourceText("{\"policies\":{\"identity\":[{\"Statement\":[{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}]}]},\"now\":\"2026-01-01\"}"));
        RequestLineReader reader = template.Template!.CreateReader();

        Assert.Equal("f: 1 input errors, 1 policy errors", faulty.ToString());
        Assert.Equal("f: 1 input errors, 1 policy errors", ScenarioAnswer.Create(faulty).ToString());
        Assert.Equal("t", titled.Scenario!.ToString());
        Assert.Equal(": ImplicitDeny", ScenarioAnswer.Create(titled).ToString()[..": ImplicitDeny".Length]);
        Assert.Equal("arn:aws:iam::111122223333:user/alice s3:GetObject arn:aws:s3:::b/k", Read("{" + Request + "}").Scenario!.ToString());
        Assert.Equal(
            ["allowed", "denied", "ExplicitDeny", "policyError"],
            new[] { "\"allowed\":true", "\"allowed\":false", "\"decision\":\"ExplicitDeny\"", "\"policyError\":true" }.Select(expected => Read("{\"expect\":{" + expected + "}," + Request + "}").Expectation!.ToString()));
        Assert.Equal(("0 input errors, 0 policy errors", "1 policies"), (template.ToString(), template.Template.ToString()));
        Assert.Equal("0 errors, 1 warnings", template.Template.Compile(ResourcePolicyKind.S3Bucket).ToString());
        Assert.Equal("RequestLineReader at 2026-01-01T00:00:00.0000000+00:00", reader.ToString());
        Assert.Equal("7: 1 input errors", reader.Read("{\"id\":\"7\",\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":3}"u8).ToString());
        Assert.Equal("anonymous s3:GetObject *", reader.Read("{\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":\"*\"}"u8).ToString());
        Assert.Equal(": 0 input errors", default(RequestReading).ToString());
    }

    [Fact]
    public void A_request_that_could_not_be_read_is_answered_with_its_errors()
    {
        ScenarioTemplate template = ScenarioReader.ReadTemplate(new SourceText("{\"policies\":{}}")).Template!;
        RequestReading reading = template.CreateReader().Read("{\"id\":\"7\",\"principal\":\"nobody\",\"action\":\"s3:GetObject\",\"resource\":\"*\"}"u8, "r.ndjson", 3);

        ScenarioAnswer answer = template.Answer(reading);

        Assert.Equal(("7", null, null), (answer.Reading.Id, answer.Decision, answer.Pass));
        Assert.StartsWith("r.ndjson:3:23: ", Assert.Single(answer.Reading.InputErrors).ToString(), StringComparison.Ordinal);
        Assert.Empty(template.Answer(default).Reading.InputErrors);
        Assert.Null(template.Answer(default).Decision);
    }

    private static string Written(ScenarioAnswer answer)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = PrintableText.JsonEncoder }))
        {
            ScenarioAnswerWriter.Write(writer, answer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
