using System.Text.Json;
using IamSim.Scenarios;

namespace IamSim.Reliability.Exchange;

/// <summary>Differences between another engine and the library that are understood.</summary>
/// <param name="Name">The name of the class.</param>
/// <param name="Explanation">What the other engine does, and what AWS does.</param>
/// <param name="Rules">The ids of the rules, as in the conformance suite.</param>
/// <param name="Source">Where AWS says so, or that it says nothing.</param>
/// <param name="Cases">The cases of the conformance suite that hold the library to it.</param>
/// <param name="Features">Combinations of features of which one has to be there in full; none means any scenario.</param>
/// <param name="Without">Features of which none may be there.</param>
/// <param name="IamSim">The library's answers that it is about; none means any.</param>
/// <param name="Other">The other engine's answers that it is about; none means any.</param>
/// <param name="Options">Evaluation options under which the library answers as the other engine does; none means that this is not asked.</param>
internal sealed record DifferenceClass(
    string Name, string Explanation, string Rules, string Source, string[] Cases, string[][]? Features, string[]? Without, string[]? IamSim, string[]? Other, Dictionary<string, bool>? Options)
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false };

    /// <summary>Reads a file of classes: an array, or an object with the array as its member <c>classes</c>.</summary>
    /// <exception cref="JsonException">The text is not of that form.</exception>
    public static DifferenceClass[] Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement list = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.GetProperty("classes") : document.RootElement;
        return list.Deserialize<DifferenceClass[]>(Reading)!;
    }

    /// <summary>Whether a difference is of this class.</summary>
    public bool Explains(Scenario scenario, ScenarioFeatures features, DecisionKind decision, ForeignAnswer answer) =>
        (IamSim is null || IamSim.Contains(decision.ToString()))
        && (Other is null || Other.Contains(answer.Decision))
        && (Without is null || !Without.Any(features.Has))
        && (Features is null || Features.Any(all => all.All(features.Has)))
        && (Options is null || AgreesUnderOptions(scenario, answer));

    private bool AgreesUnderOptions(Scenario scenario, ForeignAnswer answer)
    {
        EvaluationOptions options = scenario.Options;
        foreach ((string name, bool value) in Options!)
        {
            options = ScenarioOptions.TrySet(options, name, value) ?? throw new FormatException($"the class '{Name}' names the option '{name}', which does not exist: expected one of {string.Join(", ", ScenarioOptions.Names)}");
        }

        return Simulator.TryCompile(scenario.Policies, options, null, out Simulator? simulator, out _) && answer.Agrees(simulator.Evaluate(scenario.Request).Kind);
    }
}
