using System.Text;
using System.Text.Json;
using IamSim.Conditions;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.Scenarios;
using NJsonSchema;
using NJsonSchema.Validation;

namespace IamSim.Conformance;

/// <summary>The published schema says what the JSON form of an explanation is.</summary>
public sealed class ExplanationSchemaTests
{
    private static readonly string SchemaFile = Path.Combine(AppContext.BaseDirectory, "explanation.schema.json");

    public static TheoryData<string, string, string[]> Enums() => new()
    {
        { "policyKind", "", Names<PolicyKind>() },
        { "grantClass", "", Some<GrantClass>() },
        { "decision", "kind", Names<DecisionKind>() },
        { "layer", "role", Names<LayerRole>() },
        { "layer", "verdict", Names<LayerVerdict>() },
        { "layer", "exemption", Some<LayerExemption>() },
        { "statement", "effect", Names<PolicyEffect>() },
        { "statement", "outcome", Names<StatementOutcome>() },
        { "action", "mismatch", Some<ActionMismatch>() },
        { "resource", "mismatch", Some<ResourceMismatch>() },
        { "principal", "mismatch", Some<PrincipalMismatch>() },
        { "principal", "assumption", Some<PrincipalAssumption>() },
        { "principal", "notSpared", Some<NotSparedReason>() },
        { "condition", "outcome", Names<ConditionOutcome>() },
        { "condition", "origin", Names<ContextKeyOrigin>() },
        { "derivedKey", "origin", Names<ContextKeyOrigin>() },
        { "check", "requirement", Some<GrantRequirement>() },
        { "otherGrant", "kind", Names<OtherGrantKind>() },
        { "otherGrant", "mismatch", Some<KmsGrantMismatch>() },
    };

    [Fact]
    public async Task Every_explanation_is_valid_against_the_published_schema()
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(SchemaFile, TestContext.Current.CancellationToken);
        foreach (string name in ConformanceCases.Names())
        {
            if (ConformanceCases.Answer(name, explain: true).Explanation is { } explanation)
            {
                ICollection<ValidationError> errors = schema.Validate(explanation.ToJson());
                Assert.True(errors.Count == 0, $"{name}: {string.Join("; ", errors)}");
            }
        }
    }

    [Theory]
    [InlineData("\"headline\"", "\"headlines\"")]
    [InlineData("\"kind\":\"implicitDeny\"", "\"kind\":\"ImplicitDeny\"")]
    [InlineData("\"element\":\"action\"", "\"element\":\"act\"")]
    [InlineData("\"silentLevel\":0", "\"silentLevel\":-1")]
    [InlineData("\"derivedKeys\":[", "\"derivedKeys\":[{},")]
    public async Task The_schema_refuses_what_the_writer_never_writes(string written, string changed)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(SchemaFile, TestContext.Current.CancellationToken);
        string json = ConformanceCases.Answer("s3/access-point-other-than-the-delegated-one.json", explain: true).Explanation!.ToJson();

        Assert.Contains(written, json, StringComparison.Ordinal);
        Assert.NotEmpty(schema.Validate(json.Replace(written, changed, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Enums))]
    public void The_schema_lists_every_member_of_every_enum(string definition, string property, string[] expected)
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(SchemaFile));
        JsonElement place = schema.RootElement.GetProperty("definitions").GetProperty(definition);
        place = property.Length == 0 ? place : place.GetProperty("properties").GetProperty(property);

        Assert.Equal(expected, place.GetProperty("enum").EnumerateArray().Select(static member => member.GetString()));
    }

    [Fact]
    public void Principal_kinds_and_public_reasons_stand_in_the_schema_too()
    {
        using JsonDocument schema = JsonDocument.Parse(File.ReadAllText(SchemaFile));
        JsonElement definitions = schema.RootElement.GetProperty("definitions");
        JsonElement kinds = definitions.GetProperty("request").GetProperty("properties").GetProperty("principal").GetProperty("properties").GetProperty("kind");
        JsonElement reasons = definitions.GetProperty("publicStatement").GetProperty("properties").GetProperty("reasons").GetProperty("items").GetProperty("properties").GetProperty("reason");

        Assert.Equal(Names<PrincipalKind>(), kinds.GetProperty("enum").EnumerateArray().Select(static member => member.GetString()));
        Assert.Equal(Some<PublicAccessReason>(), reasons.GetProperty("enum").EnumerateArray().Select(static member => member.GetString()));
    }

    [Fact]
    public void An_answer_to_a_scenario_holds_the_same_explanation_with_the_places_of_the_scenario()
    {
        ScenarioReading reading = ConformanceCases.Read("service-control-policies/two-of-four-levels-without-allow.json");
        ScenarioAnswer answer = ScenarioAnswer.Create(reading, explain: true);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            ScenarioAnswerWriter.Write(writer, answer);
        }

        using JsonDocument written = JsonDocument.Parse(Encoding.UTF8.GetString(stream.ToArray()));
        JsonElement explanation = written.RootElement.GetProperty("explanation");
        ScenarioPolicy[] policies = [.. reading.Scenario!.Documents];
        using JsonDocument direct = JsonDocument.Parse(answer.Explanation!.ToJson(new ExplanationJsonOptions { PolicyLabel = document => Array.Find(policies, policy => ReferenceEquals(policy.Document, document))?.Label }));

        Assert.True(JsonElement.DeepEquals(direct.RootElement, explanation));
        Assert.Equal("serviceControl[1][0]", explanation.GetProperty("nearMisses")[0].GetProperty("statement").GetProperty("policy").GetString());
        Assert.Equal("identity[0]", explanation.GetProperty("checks")[0].GetProperty("layers")[4].GetProperty("statement").GetProperty("policy").GetString());
        Assert.Equal("ou-ab12-22222222", explanation.GetProperty("checks")[0].GetProperty("layers")[1].GetProperty("levels")[2].GetProperty("name").GetString());
    }

    private static string[] Names<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    private static string[] Some<T>()
        where T : struct, Enum => [.. Names<T>().Where(static name => name != "none")];
}
