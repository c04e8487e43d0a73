using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Takes policies out of files, in whichever of the three ways they are written, and keeps one content for each text. Not thread-safe.</summary>
internal sealed class PolicyTexts(EnvironmentFindings findings)
{
    private readonly Dictionary<string, PolicyContent> _contents = new(StringComparer.Ordinal);

    /// <summary>Reads a policy: an object, a string that holds JSON, or such a string percent-encoded. <c>null</c>, with a finding, when it is nothing of these.</summary>
    /// <param name="node">Where it stands.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arn">Its ARN; <c>null</c> for none.</param>
    public EnvironmentPolicy? Read(JsonNode node, string name, string? arn)
    {
        if (node.Kind == JsonKind.Object)
        {
            return Create(node.Source.Slice(node.Span), name, arn, PlaceOf(node), isVerbatim: true, node);
        }

        if (node.Kind == JsonKind.String)
        {
            return Create(Decode(node.Text), name, arn, PlaceOf(node), isVerbatim: false, node);
        }

        findings.Add(EnvironmentDiagnostics.UnreadablePolicy, node, $"the policy {JsonNode.Quote(name)} is {node.Describe()}", "expected an object, or a string that holds one, percent-encoded or not");
        return null;
    }

    /// <summary>A policy whose text was put together from something else than JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arn">Its ARN; <c>null</c> for none.</param>
    /// <param name="place">Where what it was made from begins.</param>
    public EnvironmentPolicy Create(string text, string name, string? arn, SourcePlace place) => Create(text, name, arn, place, isVerbatim: false, null);

    /// <summary>A policy whose text was put together so that its lines and columns are those of its file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="name">Its name.</param>
    /// <param name="arn">Its ARN; <c>null</c> for none.</param>
    /// <param name="place">Where its first character stands.</param>
    public EnvironmentPolicy CreatePlaced(string text, string name, string? arn, SourcePlace place) => Create(text, name, arn, place, isVerbatim: true, null);

    /// <summary>Stands for a policy of which there is no text. That is a finding of who misses it.</summary>
    public EnvironmentPolicy CreateMissing(string name, string? arn, SourcePlace place) => new(name, arn, ContentOf("", name, out _), place, isVerbatim: false);

    public static SourcePlace PlaceOf(JsonNode node)
    {
        LinePosition position = node.Source.GetPosition(node.Span.Start);
        return new SourcePlace(node.Source.Name, position.Line, position.Column);
    }

    // IAM's API gives documents percent-encoded as in RFC 3986, where a plus is a plus.
    private static string Decode(string text) => text.AsSpan().TrimStart() is ['%', ..] ? Uri.UnescapeDataString(text) : text;

    private PolicyContent ContentOf(ReadOnlySpan<char> text, string name, out bool isNew)
    {
        isNew = !_contents.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out PolicyContent? content);
        if (content is null)
        {
            content = new PolicyContent(_contents.Count, text.ToString());
            _contents.Add(content.Text, content);
        }

        return content;
    }

    private EnvironmentPolicy Create(ReadOnlySpan<char> text, string name, string? arn, SourcePlace place, bool isVerbatim, JsonNode? at)
    {
        PolicyContent content = ContentOf(text, name, out bool isNew);
        var policy = new EnvironmentPolicy(name, arn, content, place, isVerbatim);
        content.First ??= policy;
        if (isNew && content.Document is null)
        {
            Complain(policy, at);
        }

        return policy;
    }

    private void Complain(EnvironmentPolicy policy, JsonNode? at)
    {
        Diagnostic? first = policy.Diagnostics.FirstOrDefault(static finding => finding.Severity == DiagnosticSeverity.Error);
        string message = $"the policy {JsonNode.Quote(policy.Name)} cannot be read: {first?.Message ?? "it is no policy"}";
        const string Help = "whoever has it is answered about as if nobody knew what it allows or denies";
        if (policy.IsVerbatim && first is not null)
        {
            findings.Add(new Diagnostic(EnvironmentDiagnostics.UnreadablePolicy, DiagnosticSeverity.Error, message, Help, first.Source, first.Span));
        }
        else if (at is { } node)
        {
            findings.Add(EnvironmentDiagnostics.UnreadablePolicy, node, message, Help);
        }
        else
        {
            findings.Add(EnvironmentDiagnostics.UnreadablePolicy, policy.Place, message, Help);
        }
    }
}
