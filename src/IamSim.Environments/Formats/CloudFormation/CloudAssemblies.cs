using System.Text.Json;
using IamSim.Environments.Loading;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>What <c>cdk synth</c> writes beside its templates, each manifest read once however many templates it tells about. Not thread-safe. See the CDK Developer Guide, "cloud assembly".</summary>
internal sealed class CloudAssemblies
{
    private const long LargestManifest = 64 * 1024 * 1024;

    // By the path of the manifest, and in it by the name of the template.
    private readonly Dictionary<string, Dictionary<string, (string? Account, string? Region)>> _manifests = new(StringComparer.Ordinal);

    /// <summary>The account and Region that the manifest beside a template says it is for; <c>null</c> for what it does not say.</summary>
    public (string? Account, string? Region) EnvironmentOf(EnvironmentFile template)
    {
        string path = Path.Combine(Path.GetDirectoryName(template.FullPath) ?? "", "manifest.json");
        if (!_manifests.TryGetValue(path, out Dictionary<string, (string? Account, string? Region)>? stacks))
        {
            _manifests.Add(path, stacks = Read(path));
        }

        return stacks.GetValueOrDefault(Path.GetFileName(template.FullPath));
    }

    private static Dictionary<string, (string? Account, string? Region)> Read(string path)
    {
        var stacks = new Dictionary<string, (string? Account, string? Region)>(StringComparer.Ordinal);
        try
        {
            // No link, as everywhere in an environment, and no pipe or device, which have no length.
            if (new FileInfo(path) is not { Exists: true, LinkTarget: null, Length: > 0 and <= LargestManifest })
            {
                return stacks;
            }

            using FileStream stream = File.OpenRead(path);
            using JsonDocument manifest = JsonDocument.Parse(stream);
            if (manifest.RootElement.ValueKind == JsonValueKind.Object && manifest.RootElement.TryGetProperty("artifacts", out JsonElement artifacts) && artifacts.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty artifact in artifacts.EnumerateObject())
                {
                    Add(artifact.Value, stacks);
                }
            }
        }
        // A text that is half a character is an InvalidOperationException.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            // The manifest is read as a file of its own too, and its faults told there.
        }

        return stacks;
    }

    // The first of two artifacts with one template counts.
    private static void Add(JsonElement artifact, Dictionary<string, (string? Account, string? Region)> stacks)
    {
        if (artifact.ValueKind == JsonValueKind.Object && TextOf(artifact, "environment") is { } environment
            && artifact.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object && TextOf(properties, "templateFile") is { } file)
        {
            stacks.TryAdd(file, Split(environment));
        }
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
