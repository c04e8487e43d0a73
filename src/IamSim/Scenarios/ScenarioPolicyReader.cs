using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;

namespace IamSim.Scenarios;

/// <summary>Reads the policies of a scenario: inline objects, strings of JSON, files, each with or without a name.</summary>
internal sealed class ScenarioPolicyReader(string? baseDirectory, int maximumFileBytes, DiagnosticBag input)
{
    // As many as a single policy can have. One is enough for the scenario to be refused.
    private const int MaximumFaults = 400;

    private readonly List<ScenarioPolicy> _documents = [];
    private readonly List<ScenarioFault> _faults = [];
    private readonly List<(string Label, JsonNode Node)> _inline = [];

    public ImmutableArray<ScenarioPolicy> Documents => [.. _documents];

    public ImmutableArray<ScenarioFault> Faults => [.. _faults];

    /// <summary>The inline policy that a place of the scenario is in; <c>null</c> when it is in none.</summary>
    public string? LabelAt(SourceSpan span) => _inline.FirstOrDefault(entry => span.Start >= entry.Node.Span.Start && span.Start < entry.Node.Span.End).Label;

    public void AddFault(string label, Diagnostic diagnostic)
    {
        if (_faults.Count < MaximumFaults)
        {
            _faults.Add(new ScenarioFault(label, diagnostic));
        }
    }

    public PolicyDocument? Read(JsonNode node, string label, string? name = null)
    {
        if (_faults.Count >= MaximumFaults)
        {
            return null;
        }

        if (node.Kind == JsonKind.String)
        {
            return ReadText(new SourceText(node.Text, name ?? label), label, name, node);
        }

        if (node.Kind == JsonKind.Object && node.TryGetProperty("policy", out JsonNode inner))
        {
            var members = new MemberReader(node, $"the policy {label}", input);
            members.Optional("policy");
            string? given = members.String("name");
            members.RefuseOthers();
            return Read(inner, label, given);
        }

        if (node.Kind == JsonKind.Object && node.TryGetProperty("file", out _))
        {
            return ReadFile(node, label, name);
        }

        _inline.Add((label, node));
        var bag = new DiagnosticBag();
        return Keep(PolicyParser.Parse(node, bag), bag, label, name);
    }

    private PolicyDocument? ReadFile(JsonNode node, string label, string? name)
    {
        var members = new MemberReader(node, $"the policy {label}", input);
        string? file = members.String("file");
        members.RefuseOthers();
        if (file is null)
        {
            return null;
        }

        byte[]? bytes = ScenarioPolicyFiles.Read(baseDirectory, file, maximumFileBytes, out string? reason);
        if (bytes is null)
        {
            input.Add(DiagnosticDescriptors.UnreadableFile, node.Source, node.Span, $"the policy file {JsonNode.Quote(file)} cannot be read: {reason}");
            return null;
        }

        var source = SourceText.FromUtf8(bytes, file, 1, out Diagnostic? fault);
        if (fault is null)
        {
            return ReadText(source, label, name, within: null);
        }

        AddFault(label, fault);
        return null;
    }

    private PolicyDocument? ReadText(SourceText source, string label, string? name, JsonNode? within)
    {
        var bag = new DiagnosticBag();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(source, PolicyDocument.MaximumDepth, bag, within);
        PolicyDocument? document = tree is null ? null : PolicyParser.Parse(tree.Root, bag);
        tree?.Release();
        return Keep(document, bag, label, name);
    }

    private PolicyDocument? Keep(PolicyDocument? document, DiagnosticBag bag, string label, string? name)
    {
        foreach (Diagnostic diagnostic in bag.ToList())
        {
            AddFault(label, diagnostic);
        }

        if (document is null)
        {
            return null;
        }

        document = document with { Name = name ?? label };
        _documents.Add(new ScenarioPolicy(label, document));
        return document;
    }
}
