using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Config;

/// <summary>JSON inside of strings: AWS Config gives configurations that way in some of its outputs.</summary>
internal static class EmbeddedJson
{
    private const int MaximumDepth = 200;

    // A string in a configuration that is a string in an array of results.
    private const int MostLayers = 4;

    /// <summary>The value that a string holds, or what is no string as it is; <c>null</c>, with a finding, when a string holds no JSON.</summary>
    public static JsonNode? Open(JsonNode node, EnvironmentBuilder builder)
    {
        for (int layer = 0; layer < MostLayers && node.Kind == JsonKind.String; layer++)
        {
            if (Parse(node) is not { } inner)
            {
                builder.Findings.Add(EnvironmentDiagnostics.MalformedItem, node, "a string that holds no JSON", "expected an object, or a string that holds one");
                return null;
            }

            node = inner;
        }

        return node;
    }

    /// <summary>A policy without the layers of quotes that AWS Config puts around it; <c>null</c> for none.</summary>
    public static JsonNode? OpenPolicy(JsonNode node)
    {
        for (int layer = 0; layer < MostLayers && node.Kind == JsonKind.String && node.Text.AsSpan().TrimStart() is ['"', ..] && Parse(node) is { } inner; layer++)
        {
            node = inner;
        }

        return node.Kind == JsonKind.Null || (node.Kind == JsonKind.String && node.Text.Length == 0) ? null : node;
    }

    // A decoded text has lines of its own; they are told beside the place of the string in the file.
    private static JsonNode? Parse(JsonNode node)
    {
        var source = new SourceText(node.Text, $"{PolicyTexts.PlaceOf(node)} (decoded)");
        return JsonSyntaxTree.Parse(source, MaximumDepth, new DiagnosticBag())?.Root;
    }
}
