using System.Text.Json;
using System.Text.Json.Serialization;
using IamSim.Diagnostics;

namespace IamSim.Tool.Shards;

/// <summary>What a shard says of itself beside its parts. Immutable.</summary>
/// <param name="Shard">Which share, such as <c>3/64</c>.</param>
/// <param name="PartSize">The questions of a part, but for the last.</param>
/// <param name="Format">How the answers stand in the parts.</param>
/// <param name="Settings">What the answers depend on besides the questions.</param>
/// <param name="Questions">How many questions the input has; <c>null</c> until the run reached its end.</param>
/// <param name="InputDigest">The digest of the input; <c>null</c> until the run reached its end.</param>
internal sealed record ShardManifest(string Shard, int PartSize, PartFormat Format, ShardSettings Settings, long? Questions, string? InputDigest)
{
    private const int MaximumBytes = 1 << 20;

    /// <summary>Reads the file beside the parts.</summary>
    /// <param name="path">The path.</param>
    /// <param name="fault">What is wrong when it cannot be read, fit for a terminal.</param>
    public static ShardManifest? Read(string path, out string? fault)
    {
        if (InputFile.ReadBytes(path, MaximumBytes, out fault) is not { } bytes)
        {
            return null;
        }

        try
        {
            ShardManifest? manifest = JsonSerializer.Deserialize(bytes, ShardManifestContext.Default.ShardManifest);
            if (manifest is { PartSize: > 0, Questions: null or (>= 0 and <= PartName.MostQuestions) } && ShardNumber.TryParse(manifest.Shard, out _))
            {
                return manifest;
            }
        }
        catch (JsonException)
        {
            // Told below.
        }

        fault = $"cannot read {PrintableText.Line(path)}: it is not what a shard says of itself: remove it, and run the shard again";
        return null;
    }

    /// <summary>The bytes of the file.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, ShardManifestContext.Default.ShardManifest), (byte)'\n'];
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, NewLine = "\n", UseStringEnumConverter = true,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(ShardManifest))]
internal sealed partial class ShardManifestContext : JsonSerializerContext;
