using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Conformance;

/// <summary>The case files and the rule lists, as they lie beside the test assembly.</summary>
internal static class ConformanceCases
{
    private static readonly string Root = AppContext.BaseDirectory;

    public static IEnumerable<string> Names() =>
        Directory.EnumerateFiles(Path.Combine(Root, "cases"), "*.json", SearchOption.AllDirectories)
            .Select(static path => Path.GetRelativePath(Path.Combine(Root, "cases"), path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    public static string TextOf(string name) => File.ReadAllText(Path.Combine(Root, "cases", name));

    public static SourceText SourceOf(string name) => new(TextOf(name), name);

    public static ScenarioAnswer Answer(string name, bool explain = false) =>
        ScenarioAnswer.Create(Read(name), explain);

    public static ScenarioReading Read(string name) => ScenarioReader.Read(SourceOf(name), new ScenarioReaderOptions { BaseDirectory = Root });

    /// <summary>The rule ids that a case names.</summary>
    public static string[] RulesOf(string name)
    {
        using JsonDocument document = JsonDocument.Parse(TextOf(name));
        return document.RootElement.GetProperty("rules").GetString()!.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
    }

    public static IEnumerable<ConformanceRule> Rules() =>
        Directory.EnumerateFiles(Path.Combine(Root, "rules"), "*.json")
            .Order(StringComparer.Ordinal)
            .SelectMany(static path => JsonSerializer.Deserialize<ConformanceRule[]>(File.ReadAllText(path), JsonSerializerOptions.Web)!);
}

/// <summary>A rule of AWS's evaluation logic and how the suite treats it.</summary>
/// <param name="Id">The id, such as <c>COND-4</c>.</param>
/// <param name="Status">covered, notDecisive or notExpressible.</param>
/// <param name="Title">The rule in one line.</param>
/// <param name="Reason">Why it is not covered; <c>null</c> when it is.</param>
internal sealed record ConformanceRule(string Id, string Status, string Title, string? Reason);
