using System.Text;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Scenarios;

namespace IamSim.Fuzz.Targets;

/// <summary>Scenarios: read, answered and written.</summary>
internal sealed class ScenarioTarget() : FuzzTarget("scenario", 12, "a scenario has a decision or says why not; the answer is JSON; reading again answers the same")
{
    internal static readonly string[] Members =
    [
        "\"id\":\"i\",", "\"title\":", "\"request\":{", "\"principal\":", "\"action\":", "\"resource\":", "\"resources\":[", "\"context\":{", "\"requestTags\":{", "\"time\":\"2026-01-15T00:00:00Z\"", "\"policies\":{", "\"identity\":[", "\"permissionsBoundary\":",
        "\"session\":[", "\"serviceControlPolicies\":[[", "\"resourceControlPolicies\":[[", "\"vpcEndpoint\":", "\"resourceSettings\":{", "\"organization\":{", "\"paths\":[", "\"managementAccount\":", "\"options\":{", "\"lenient\":true,", "\"now\":", "\"expect\":{", "\"decision\":\"Allowed\"", "\"kmsGrants\":[",
        "\"accessPoint\":", "\"ownerAccount\":", "\"tags\":{", "{\"arn\":", "\"sessionTags\":{",
    ];

    private static readonly FixedClock Clock = new();

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Policy, .. Members];

    public override bool IsJson => true;

    public override int MaximumLength => 4096;

    public override void Run(byte[] input)
    {
        SourceText source = SourceText.FromUtf8(input, "scenario.json", 1, out Diagnostic? encoding);
        if (encoding is not null)
        {
            return;
        }

        ScenarioAnswer answer = ScenarioAnswer.Create(ScenarioReader.Read(source), explain: true, Clock);
        ScenarioReading reading = answer.Reading;
        Invariant.AreFindings(reading.InputErrors);
        Invariant.AreFindings([.. answer.PolicyErrors.Concat(answer.Warnings).Concat(reading.PolicyErrors).Select(static fault => fault.Diagnostic)]);
        Invariant.Holds(answer.Decision is not null || !answer.PolicyErrors.IsEmpty || !reading.InputErrors.IsEmpty, "a scenario has a decision or says why not");
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ScenarioAnswerWriter.Write(writer, answer);
        }

        Invariant.IsJson(stream.ToArray(), "an answer is JSON");
        ScenarioAnswer again = ScenarioAnswer.Create(ScenarioReader.Read(source), explain: false, Clock);
        Invariant.Same(answer.Decision?.Kind, again.Decision?.Kind, "asking again answers the same");
        ScenarioTemplateReading template = ScenarioReader.ReadTemplate(source);
        Invariant.AreFindings(template.InputErrors);
        Invariant.Holds(template.Template is not null || !template.InputErrors.IsEmpty || !template.PolicyErrors.IsEmpty, "a template is read or says why not");
    }

    internal sealed class FixedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 1, 15, 0, 0, 0, TimeSpan.Zero);
    }
}
