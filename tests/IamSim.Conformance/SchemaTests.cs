using NJsonSchema;
using NJsonSchema.Validation;

namespace IamSim.Conformance;

/// <summary>The published schema says what the reader reads.</summary>
public sealed class SchemaTests
{
    private static async Task<JsonSchema> LoadAsync() => await JsonSchema.FromFileAsync(Path.Combine(AppContext.BaseDirectory, "scenario.schema.json"), TestContext.Current.CancellationToken);

    [Fact]
    public async Task Every_case_is_valid_against_the_published_schema()
    {
        JsonSchema schema = await LoadAsync();
        foreach (string name in ConformanceCases.Names())
        {
            ICollection<ValidationError> errors = schema.Validate(ConformanceCases.TextOf(name));
            Assert.True(errors.Count == 0, $"{name}: {string.Join("; ", errors)}");
        }
    }

    [Theory]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"request":{"principal":"anonymous","action":"s3:GetObject"}}""")]
    [InlineData("""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*","resourceAccont":"111122223333"}}""")]
    [InlineData("""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*","resourceAccount":"12"}}""")]
    [InlineData("""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"expect":{"decision":"Denied"}}""")]
    [InlineData("""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"options":{"lenientt":true}}""")]
    [InlineData("""{"request":{"principal":"anonymous","action":"s3:GetObject","resource":"*"},"resourceSettings":{"vpcEndpointType":"door"}}""")]
    public async Task What_the_reader_refuses_the_schema_refuses(string scenario)
    {
        JsonSchema schema = await LoadAsync();

        Assert.NotEmpty(schema.Validate(scenario));
        Assert.NotEmpty(Scenarios.ScenarioReader.Read(new Diagnostics.SourceText(scenario)).InputErrors);
    }
}
