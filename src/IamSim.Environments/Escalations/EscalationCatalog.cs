using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IamSim.Identifiers;

namespace IamSim.Environments.Escalations;

/// <summary>The escalation paths that are looked for. Immutable.</summary>
public static class EscalationCatalog
{
    private static readonly Lazy<ImmutableArray<EscalationPath>> Paths = new(Read);

    /// <summary>Every path, those of IAM first.</summary>
    public static ImmutableArray<EscalationPath> All => Paths.Value;

    /// <summary>Finds a path.</summary>
    /// <param name="id">Its id, in lower case.</param>
    /// <param name="path">The path, or <c>null</c>.</param>
    public static bool TryGet(string id, [NotNullWhen(true)] out EscalationPath? path)
    {
        path = All.FirstOrDefault(known => string.Equals(known.Id, id, StringComparison.Ordinal));
        return path is not null;
    }

    private static ImmutableArray<EscalationPath> Read()
    {
        using Stream stream = typeof(EscalationCatalog).Assembly.GetManifestResourceStream("EscalationPaths.json") ?? throw new InvalidOperationException("the assembly lacks EscalationPaths.json");
        using JsonDocument document = JsonDocument.Parse(stream);
        JsonElement contexts = document.RootElement.GetProperty("context");
        return [.. document.RootElement.GetProperty("paths").EnumerateArray().Select(path => ReadPath(path, contexts))];
    }

    private static EscalationPath ReadPath(JsonElement path, JsonElement contexts) => new(
        Text(path, "id"),
        Text(path, "title"),
        Text(path, "how"),
        Enum.Parse<EscalationTargetKind>(Text(path, "target")),
        Enum.Parse<EscalationGain>(Text(path, "gain")),
        [.. path.GetProperty("requires").EnumerateArray().Select(requirement => ReadRequirement(requirement, contexts))])
    {
        Service = OptionalText(path, "service"),
        Assumption = OptionalText(path, "assumes"),
        Note = OptionalText(path, "note"),
        ExistingResource = OptionalText(path, "existing"),
        // Said to be empty where AWS does not document it.
        PassedToService = (OptionalText(path, "passedTo") ?? OptionalText(path, "service")) is { Length: > 0 } service ? service : null,
    };

    private static EscalationRequirement ReadRequirement(JsonElement requirement, JsonElement contexts)
    {
        string action = Text(requirement, "action");
        return new EscalationRequirement(ActionName.Parse(action), Text(requirement, "resource"), OptionalText(requirement, "trust") == "Rewritten")
        {
            Context = contexts.TryGetProperty(action, out JsonElement context)
                ? context.EnumerateObject().ToImmutableDictionary(static key => key.Name, static key => key.Value.GetString()!, StringComparer.Ordinal)
                : ImmutableDictionary<string, string>.Empty,
        };
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string? OptionalText(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
}
