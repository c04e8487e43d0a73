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
/// <param name="Inverts">Combinations of features of a resource, principal or condition: some such elements, answered the other way round, make the library answer as the other engine does; none means that this is not asked.</param>
/// <param name="AsIf">Changes of the scenario of which one makes the library answer as the other engine does; none means that this is not asked. See <see cref="ScenarioChange"/>.</param>
/// <param name="Options">Evaluation options under which the library answers as the other engine does; none means that this is not asked.</param>
internal sealed record DifferenceClass(
    string Name,
    string Explanation,
    string Rules,
    string Source,
    string[] Cases,
    string[][]? Features,
    string[]? Without,
    string[]? IamSim,
    string[]? Other,
    string[][]? Inverts,
    JsonElement[]? AsIf,
    Dictionary<string, bool>? Options)
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = false };

    private bool HasChanges => Inverts is not null || AsIf is not null || Options is not null;

    /// <summary>Reads a file of classes: an array, or an object with the array as its member <c>classes</c>.</summary>
    /// <exception cref="JsonException">The text is not of that form.</exception>
    public static DifferenceClass[] Read(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(path));
        JsonElement list = document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.GetProperty("classes") : document.RootElement;
        return list.Deserialize<DifferenceClass[]>(Reading)!;
    }

    /// <summary>Whether a difference is of this class.</summary>
    public bool Explains(DifferenceCase difference, ForeignAnswer answer) =>
        (Other is null || Other.Contains(answer.Decision))
        && Concerns(difference)
        && (!HasChanges || AllChanged(difference, InvertedElements.All).Any(changed => answer.Agrees(changed.Decision)));

    /// <summary>The scenario changed in every way that the class says, so that the library answers as the other engine where only this class is between them; none when the class does not concern the scenario or says no change.</summary>
    /// <param name="difference">The scenario.</param>
    /// <param name="most">How many elements are inverted at once: <see cref="InvertedElements.All"/> or <see cref="InvertedElements.Few"/>.</param>
    public IEnumerable<DifferenceCase> Changed(DifferenceCase difference, int most) => HasChanges && Concerns(difference) ? AllChanged(difference, most) : [];

    private bool Concerns(DifferenceCase difference) =>
        (IamSim is null || IamSim.Contains(difference.Decision.ToString()))
        && (Without is null || !Without.Any(difference.Features.Has)) && (Features is null || Features.Any(all => all.All(difference.Features.Has)));

    private IEnumerable<DifferenceCase> AllChanged(DifferenceCase difference, int most) =>
        (Options is null ? [] : new[] { difference.With(difference.Scenario.Policies, UnderOptions(difference.Scenario.Options)) })
        .Concat(AsIf is null ? [] : AsIf.Select(difference.With))
        .Concat(Inverts is null ? [] : InvertedElements.Of(difference, element => Inverts.Any(all => all.All(element.Has)), most))
        .OfType<DifferenceCase>();

    private EvaluationOptions UnderOptions(EvaluationOptions options)
    {
        foreach ((string name, bool value) in Options!)
        {
            options = ScenarioOptions.TrySet(options, name, value) ?? throw new FormatException($"the class '{Name}' names the option '{name}', which does not exist: expected one of {string.Join(", ", ScenarioOptions.Names)}");
        }

        return options;
    }
}
