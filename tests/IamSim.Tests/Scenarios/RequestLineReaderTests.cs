using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using IamSim.Diagnostics;
using IamSim.Scenarios;
using IamSim.Tests.Architecture;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Scenarios;

public sealed class RequestLineReaderTests
{
    private const string Minimal = "\"principal\":\"anonymous\",\"action\":\"s3:GetObject\",\"resource\":\"*\"";

    [Theory]
    [InlineData("{" + Minimal + ",\"extra\":1}", "IAM1001", "\"extra\"", "the request has no member 'extra': expected one of action, context, id, now, principal,")]
    [InlineData("{\"principal\":\"anonymous\",\"action\":\"s3:GetObject\"}", "IAM1002", "{", "the request has no member 'resource'")]
    [InlineData("{\"principal\":\"alice\",\"action\":\"s3:GetObject\",\"resource\":\"*\"}", "IAM1003", "\"alice\"", "'principal' is the string 'alice': expected the ARN")]
    [InlineData("{" + Minimal + ",\"now\":\"noon\"}", "IAM1003", "\"noon\"", "'now' must be a time such as 2026-01-31T12:00:00Z, but is 'noon'")]
    [InlineData("{" + Minimal + ",\"id\":7}", "IAM1003", "7", "'id' must be a string, but is the number 7")]
    [InlineData("{" + Minimal + ",\"context\":{\"a:b\":1,\"A:B\":2}}", "IAM1003", "\"A:B\"", "the context key 'A:B' stands twice, in different case")]
    [InlineData("{" + Minimal + ",\"action\":\"s3:GetObject\"}", "IAM0004", "\"action\"", "the name 'action' stands twice in one object")]
    [InlineData("[]", "IAM1003", "[]", "the request must be an object, but is an array")]
    [InlineData("{" + Minimal + "} x", "IAM0001", "x", "not valid JSON (found 'x')")]
    [InlineData("{" + Minimal + ",\"requestTags\":[]}", "IAM1003", "[]", "'requestTags' must be an object, but is an array")]
    [InlineData("{" + Minimal + ",\"resourceTags\":{\"team\":1}}", "IAM1003", "1", "'team' must be a string, but is the number 1")]
    [InlineData("{" + Minimal + ",\"context\":7}", "IAM1003", "7", "'context' must be an object, but is the number 7")]
    public void A_malformed_request_is_refused_with_its_place(string text, string id, string underlined, string message)
    {
        RequestReading reading = Reader().Read(Encoding.UTF8.GetBytes(text), "r.ndjson", 17);

        Diagnostic error = reading.InputErrors[0];
        Assert.Null(reading.Request);
        Assert.Equal(id, error.Id);
        Assert.StartsWith(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(underlined[0], error.Source.Slice(error.Span)[0]);
        Assert.Equal(17, error.Position.Line);
        Assert.StartsWith("r.ndjson:17:", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Id_and_time_of_the_line_win_over_those_of_the_template()
    {
        RequestReading stated = Reader().Read(Encoding.UTF8.GetBytes("{\"id\":\"x\",\"now\":\"2030-01-01\"," + Minimal + "}"));
        RequestReading silent = Reader().Read(Encoding.UTF8.GetBytes("{" + Minimal + "}"));

        Assert.Equal(("x", new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero)), (stated.Id, stated.Request!.Time));
        Assert.Equal((null, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)), (silent.Id, silent.Request!.Time));
    }

    [Fact]
    public void Any_number_of_context_keys_is_read_and_each_with_its_value()
    {
        string keys = string.Join(',', Enumerable.Range(0, 200).Select(static i => $"\"a:{i}\":\"{i}\""));

        RequestReading reading = Reader().Read(Encoding.UTF8.GetBytes("{" + Minimal + ",\"context\":{" + keys + "}}"));

        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal($"{i}", reading.Request!.Context.TryGetValue($"A:{i}", out Conditions.ContextValue value) ? value.ToString() : null));
    }

    [Fact]
    public void A_text_too_long_to_be_remembered_is_read_all_the_same()
    {
        string name = new('n', 2000);
        RequestLineReader reader = Reader();
        byte[] line = Encoding.UTF8.GetBytes($$$"""{"principal":"arn:aws:iam::111122223333:user/{{{name}}}","action":"s3:GetObject","resource":"*","context":{"a:{{{name}}}":"{{{name}}}"}}""");

        RequestReading first = reader.Read(line);

        Assert.Equal($"arn:aws:iam::111122223333:user/{name}", first.Request!.Principal.ToString());
        Assert.True(first.Request.Context.TryGetValue($"a:{name}", out Conditions.ContextValue value) && value.ToString() == name);
        Assert.Equal(Describe(first), Describe(reader.Read(line)));
    }

    [Fact]
    public void Every_request_of_the_conformance_suite_reads_the_same_both_ways_and_gets_its_answer_from_a_template()
    {
        int asked = 0;
        int plain = 0;
        foreach (string path in Cases())
        {
            JsonObject scenario = Parse(path);
            byte[] line = Take(scenario, out JsonNode? expectation);
            ScenarioTemplateReading template = ScenarioReader.ReadTemplate(new SourceText(scenario.ToJsonString(), path), new ScenarioReaderOptions { BaseDirectory = Path.GetDirectoryName(path) });
            if (template.Template is null || expectation?["decision"] is null)
            {
                continue;
            }

            RequestLineReader reader = template.Template.CreateReader();
            RequestReading first = reader.Read(line);
            RequestReading second = reader.Read(line);
            Assert.Equal(Describe(reader.ReadFully(line, null, 1)), Describe(first));
            Assert.Equal(Describe(first), Describe(second));
            // A principal in whatever form is known from the second time on.
            plain += ReferenceEquals(first.Request!.Principal, second.Request!.Principal) ? 1 : 0;
            Assert.Equal((path, (string?)expectation["decision"]), (path, template.Template.Answer(first).Decision?.Kind.ToString()));
            asked++;
        }

        Assert.InRange(asked, 800, 10_000);
        Assert.InRange(plain, asked * 9 / 10, asked);
    }

    /// <summary>What is read quickly is what would have been read slowly: also where lines are damaged, or almost right.</summary>
    [Fact]
    public void Damaged_requests_read_the_same_both_ways()
    {
        var random = new Random(Environment.TickCount);
        byte[][] lines = [.. Cases().Select(static path => Take(Parse(path), out _))];
        byte[] marks = "{}[]:,\"\\ \t\n0eE-+.*/éx"u8.ToArray();
        RequestLineReader reader = Reader();
        for (int i = 0; i < 30_000; i++)
        {
            byte[] line = (byte[])lines[random.Next(lines.Length)].Clone();
            int at = random.Next(line.Length);
            byte[] other = lines[random.Next(lines.Length)];
            line = random.Next(4) switch
            {
                0 => [.. line[..at], .. line[Math.Min(line.Length, at + random.Next(1, 4))..]],
                1 => [.. line[..at], marks[random.Next(marks.Length)], .. line[at..]],
                2 => [.. line[..at], (byte)random.Next(256), .. line[(at + 1)..]],
                _ => [.. line[..at], .. other[Math.Min(at, other.Length)..]],
            };

            Assert.True(Describe(reader.ReadFully(line, null, 1)) == Describe(reader.Read(line)), Encoding.UTF8.GetString(line));
        }
    }

    /// <summary>Also where a line holds more context keys than may be read.</summary>
    [Theory]
    [InlineData(100, null)]
    [InlineData(2_000, null)]
    [InlineData(40_000, "IAM0058")]
    public void Long_requests_read_the_same_both_ways(int keys, string? finding)
    {
        string context = string.Join(',', Enumerable.Range(0, keys).Select(static key => $"\"a:{key}\":\"\""));
        byte[] line = Encoding.UTF8.GetBytes($$$"""{"principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject","resource":"*","context":{{{{context}}}}}""");

        RequestReading reading = Reader().Read(line);

        Assert.Equal(Describe(Reader().ReadFully(line, null, 1)), Describe(reading));
        Assert.Equal(finding, reading.InputErrors.FirstOrDefault()?.Id);
        Assert.Equal(finding is null ? keys : (int?)null, reading.Request?.Context.Count);
    }

    [Theory]
    [InlineData("{\"identity\":[]}")]
    [InlineData("{\"policies\":{\"identity\":[]},\"now\":\"2026-01-01\",\"options\":{\"lenient\":true},\"organization\":{\"id\":\"o-a\"}}")]
    [InlineData("{}")]
    public void A_template_is_a_scenario_without_its_question_or_its_policies_alone(string text)
    {
        ScenarioTemplateReading reading = ScenarioReader.ReadTemplate(new SourceText(text, "p.json"));

        Assert.Empty(reading.InputErrors);
        Assert.NotNull(reading.Template);
    }

    [Theory]
    [InlineData("{\"identty\":[]}", "'policies' has no member 'identty': expected one of", "did you mean 'identity'?")]
    [InlineData("{\"policies\":{},\"request\":{}}", "the policies file has no member 'request': expected one of", null)]
    [InlineData("[]", "a scenario is an object, but found an array", null)]
    public void A_faulty_template_is_refused(string text, string message, string? help)
    {
        ScenarioTemplateReading reading = ScenarioReader.ReadTemplate(new SourceText(text, "p.json"));

        Assert.Null(reading.Template);
        Assert.StartsWith(message, reading.InputErrors[0].Message, StringComparison.Ordinal);
        Assert.Equal(help, reading.InputErrors[0].Help);
    }

    private static RequestLineReader Reader() => ScenarioReader.ReadTemplate(new SourceText("{\"policies\":{},\"now\":\"2026-01-01\"}")).Template!.CreateReader();

    private static IEnumerable<string> Cases() => Directory.EnumerateFiles(Path.Combine(RepositoryTests.Root, "tests/IamSim.Conformance/cases"), "*.json", SearchOption.AllDirectories);

    private static JsonObject Parse(string path) => JsonNode.Parse(File.ReadAllText(path), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = true })!.AsObject();

    /// <summary>Makes a template of a scenario.</summary>
    private static byte[] Take(JsonObject scenario, out JsonNode? expectation)
    {
        JsonNode? request = scenario["request"];
        expectation = scenario["expect"];
        foreach (string member in new[] { "id", "title", "rules", "source", "confidence", "request", "expect" })
        {
            scenario.Remove(member);
        }

        scenario["policies"] ??= new JsonObject();
        return Encoding.UTF8.GetBytes(request!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    private static string Describe(RequestReading reading) => reading.Request is { } request
        ? $"{reading.Id} {new Question(new PolicySet(), request, EvaluationOptions.Default)}"
        : string.Join('\n', reading.InputErrors);
}
