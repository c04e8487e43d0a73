namespace IamSim.Tool.Shards;

/// <summary>What the command line of <c>iamsim merge</c> asks for.</summary>
/// <param name="Folders">Where the parts are.</param>
/// <param name="Output">The path of the output; <c>null</c> for standard output.</param>
/// <param name="Format">How to write: <c>ndjson</c>, <c>csv</c> or <c>parquet</c>.</param>
/// <param name="IsPartial">Whether to merge although answers are missing.</param>
internal sealed record MergeArguments(IReadOnlyList<string> Folders, string? Output, string Format, bool IsPartial);
