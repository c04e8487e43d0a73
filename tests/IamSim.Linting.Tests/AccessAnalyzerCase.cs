using System.Text.Json;

namespace IamSim.Linting.Tests;

/// <summary>A heading of Access Analyzer's catalog with a policy that it is about and one that it is not about: a file of cases.</summary>
internal sealed record AccessAnalyzerCase(string Name, string Heading, string IssueCode, string Kind, string Wrong, IReadOnlyList<ExpectedFinding> Findings, string Right, string? Fixed)
{
    private static readonly string[] Members = ["heading", "issueCode", "kind", "wrong", "findings", "right", "fixed"];

    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "cases");

    public static AccessAnalyzerCase Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        JsonElement root = document.RootElement;
        Assert.Empty(root.EnumerateObject().Select(static member => member.Name).Except(Members));
        string? kind = root.TryGetProperty("kind", out JsonElement written) ? written.GetString() : null;
        return new AccessAnalyzerCase(
            name,
            root.GetProperty("heading").GetString()!,
            root.GetProperty("issueCode").GetString()!,
            kind ?? "identity",
            Text(root.GetProperty("wrong")),
            [.. root.GetProperty("findings").EnumerateArray().Select(static finding => new ExpectedFinding(finding.GetProperty("id").GetString()!, finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), finding.GetProperty("message").GetString()!))],
            Text(root.GetProperty("right")),
            root.TryGetProperty("fixed", out JsonElement mended) ? Text(mended) : null);
    }

    // A text, or its lines.
    private static string Text(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? string.Join('\n', element.EnumerateArray().Select(static line => line.GetString())) : element.GetString()!;
}

/// <summary>A finding that a wrong policy has.</summary>
internal sealed record ExpectedFinding(string Id, int Line, int Column, string Message);
