namespace IamSim.Environments.Loading;

/// <summary>A file to load, with what its place in the folder says of it.</summary>
/// <param name="FullPath">Where it is.</param>
/// <param name="Name">The name for messages: the path as it was given, joined with the rest.</param>
/// <param name="Segments">The path below the given folder, split at separators; the last one is the name of the file.</param>
/// <param name="Length">Its size in bytes.</param>
internal sealed record EnvironmentFile(string FullPath, string Name, string[] Segments, long Length)
{
    /// <summary>The account in whose folder it lies (<c>accounts/111122223333/…</c>); <c>null</c> for none.</summary>
    public string? AccountId { get; } = AccountSegment(Segments) is { } index ? Segments[index] : null;

    /// <summary>The Region in whose folder below the account it lies; <c>null</c> for none.</summary>
    public string? Region { get; } = AccountSegment(Segments) is { } index && index + 2 < Segments.Length && IsRegion(Segments[index + 1]) ? Segments[index + 1] : null;

    /// <summary>The name of the file without its ending, percent-decoded: the bucket, queue or key of <c>get-bucket-policy/reports.json</c>.</summary>
    public string Stem { get; } = Uri.UnescapeDataString(Path.GetFileNameWithoutExtension(Segments[^1]));

    /// <summary>The ending in lower case, with its dot.</summary>
    public string Extension { get; } = Path.GetExtension(Segments[^1]).ToLowerInvariant();

    /// <summary>Whether it is YAML by its ending.</summary>
    public bool IsYaml => Extension is ".yaml" or ".yml";

    /// <summary>Whether it holds one value a line by its ending.</summary>
    public bool IsJsonLines => Extension is ".ndjson" or ".jsonl";

    /// <summary>Whether it is a link, which is not followed.</summary>
    public bool IsLink { get; init; }

    /// <summary>Whether a folder of this name is directly around it: the command that printed it, such as <c>get-bucket-policy</c>.</summary>
    public bool IsFrom(string command) => Segments.Length > 1 && string.Equals(Segments[^2], command, StringComparison.Ordinal);

    /// <summary>Whether it lies below a folder of this name, such as <c>sqs</c>.</summary>
    public bool IsBelow(string folder) => Segments.AsSpan(0, Segments.Length - 1).Contains(folder);

    /// <summary>Whether a text looks like the name of a Region: us-east-1, us-gov-west-1, cn-north-1, eusc-de-east-1.</summary>
    public static bool IsRegion(string text) => text.Length is >= 9 and <= 20 && char.IsAsciiDigit(text[^1]) && text.Count(static c => c == '-') >= 2 && text.All(static c => c == '-' || char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c));

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static int? AccountSegment(string[] segments)
    {
        for (int i = segments.Length - 2; i >= 0; i--)
        {
            if (Identifiers.AccountId.IsValid(segments[i]))
            {
                return i;
            }
        }

        return null;
    }
}
