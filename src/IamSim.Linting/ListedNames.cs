using IamSim.Json;

namespace IamSim.Linting;

/// <summary>Several names in a message that stays one line.</summary>
internal static class ListedNames
{
    private const int Shown = 3;

    /// <summary>The first names in quotes, and how many more there are.</summary>
    public static string Of<T>(IReadOnlyCollection<T> items, Func<T, string> name)
    {
        string[] shown = [.. items.Take(items.Count > Shown + 1 ? Shown : Shown + 1).Select(item => JsonNode.Quote(name(item)))];
        return items.Count > shown.Length ? $"{string.Join(", ", shown)} and {items.Count - shown.Length} more"
            : shown.Length > 1 ? $"{string.Join(", ", shown[..^1])} and {shown[^1]}" : shown[0];
    }
}
