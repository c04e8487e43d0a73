using System.Text.Json;
using IamSim.Environments.Loading;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>What <c>cdk synth</c> writes beside its templates. See the CDK Developer Guide, "cloud assembly".</summary>
internal static class CloudAssembly
{
    private const long LargestManifest = 64 * 1024 * 1024;

    /// <summary>The account and Region that the manifest beside a template says it is for; <c>null</c> for what it does not say.</summary>
    public static (string? Account, string? Region) EnvironmentOf(EnvironmentFile template)
    {
        string path = Path.Combine(Path.GetDirectoryName(template.FullPath) ?? "", "manifest.json");
        try
        {
            // No link, as everywhere in an environment, and no pipe or device, which have no length.
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 0 and <= LargestManifest })
            {
                return default;
            }

            using FileStream stream = File.OpenRead(path);
            using JsonDocument manifest = JsonDocument.Parse(stream);
            return manifest.RootElement.ValueKind == JsonValueKind.Object && manifest.RootElement.TryGetProperty("artifacts", out JsonElement artifacts) && artifacts.ValueKind == JsonValueKind.Object
                ? FindStack(artifacts, Path.GetFileName(template.FullPath))
                : default;
        }
        // A text that is half a character is an InvalidOperationException.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // The manifest is read as a file of its own too, and its faults told there.
            return default;
        }
    }

    private static (string? Account, string? Region) FindStack(JsonElement artifacts, string file)
    {
        foreach (JsonProperty artifact in artifacts.EnumerateObject())
        {
            if (artifact.Value.ValueKind == JsonValueKind.Object && TextOf(artifact.Value, "environment") is { } environment
                && artifact.Value.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object && TextOf(properties, "templateFile") == file)
            {
                return Split(environment);
            }
        }

        return default;
    }

    // aws://111122223333/eu-central-1, either of which may be unknown-account or unknown-region.
    private static (string? Account, string? Region) Split(string environment)
    {
        string[] parts = environment.Split('/');
        if (parts.Length != 4)
        {
            return default;
        }

        return (Identifiers.AccountId.IsValid(parts[2]) ? parts[2] : null, parts[3].StartsWith("unknown", StringComparison.Ordinal) || parts[3].Length == 0 ? null : parts[3]);
    }

    private static string? TextOf(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
