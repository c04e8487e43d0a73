using System.Text.Json;
using System.Text.Json.Nodes;
using IamSim.Policies;

namespace IamSim.Benchmarks.Workloads;

/// <summary>Real identity policies, where the environment variable IAMSIM_CORPUS names a folder of <c>.ndjson</c> files of them. Workloads of them end in <c>-real</c>.</summary>
internal static class RealPolicies
{
    private const string Suffix = "-real";

    private static string? Folder => Environment.GetEnvironmentVariable("IAMSIM_CORPUS");

    /// <summary>Whether a workload can be had here.</summary>
    public static bool Has(string workload) => !IsReal(workload) || Directory.Exists(Folder);

    public static bool IsReal(string workload) => workload.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>So many documents that a strict compile accepts and that are about some actions only, taken evenly from all, in the order of their files.</summary>
    public static string[] Texts(int count)
    {
        string[] all = [.. Directory.EnumerateFiles(Folder!, "*.ndjson").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(Read).OfType<string>().Where(IsOrdinary)];
        return [.. Enumerable.Range(0, Math.Min(count, all.Length)).Select(i => all[(long)i * all.Length / Math.Min(count, all.Length)])];
    }

    public static JsonObject[] Documents(int count) => [.. Texts(count).Select(static text => JsonNode.Parse(text)!.AsObject())];

    private static string? Read(string line)
    {
        using JsonDocument entry = JsonDocument.Parse(line);
        return entry.RootElement.GetProperty("kind").GetString() is "identity" or "managed" ? entry.RootElement.GetProperty("text").GetString() : null;
    }

    // One policy that allows or denies everything would decide for all others.
    private static bool IsOrdinary(string text) =>
        PolicyDocument.TryParse(text, null, out PolicyDocument? document, out _)
        && Simulator.TryCompile(new PolicySet { Identity = [document] }, null, null, out _, out _)
        && document.Statements.All(static statement => statement.NotAction is null && statement.Action!.Values.All(static action => action.Text != "*"));
}
