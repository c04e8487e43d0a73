using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Json;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Testing.Suites;

/// <summary>Reads the policies that stand in a suite, or in files that it names by paths from its own folder on.</summary>
/// <param name="folder">The folder of the suite as messages name it; empty for the current one.</param>
/// <param name="boundary">What a suite may read from.</param>
/// <param name="findings">Takes what is wrong.</param>
internal sealed class SuitePolicies(string folder, SuiteBoundary boundary, DiagnosticBag findings)
{
    // A suite of somebody else must not show lines of whatever file it names.
    private static readonly string[] Endings = [".json", ".yaml", ".yml"];

    /// <summary>The full paths of the files that were read.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Reads <c>policies</c>, whose members are those of scenarios.</summary>
    public PolicySet Read(JsonNode node) =>
        new PolicySetReader((policy, label) => ReadPolicy(policy, label)).Read(new MemberReader(node, "'policies'", findings, SuiteFaults.Members));

    private PolicyDocument? ReadPolicy(JsonNode node, string label, string? name = null)
    {
        if (node.Kind == JsonKind.Object && node.TryGetProperty("policy", out JsonNode inner))
        {
            var members = new MemberReader(node, $"the policy {label}", findings, SuiteFaults.Members);
            members.Optional("policy");
            string? given = members.String("name");
            members.RefuseOthers();
            // A wrapper in a wrapper is no policy: the depth of the file bounds nothing else here.
            return inner.Kind == JsonKind.Object && inner.TryGetProperty("policy", out _) ? Parse(inner, label, given) : ReadPolicy(inner, label, given);
        }

        if (node.Kind == JsonKind.String)
        {
            return ReadFile(node, name);
        }

        if (node.Kind == JsonKind.Object)
        {
            return Parse(node, label, name);
        }

        findings.Add(PolicyTestDiagnostics.InvalidMember, node.Source, node.Span, $"the policy {label} must be a mapping or the path of a file, but is {node.Describe()}", "write policies/name.json, or the policy itself with Statement");
        return null;
    }

    private PolicyDocument? ReadFile(JsonNode node, string? name)
    {
        if (Path.IsPathRooted(node.Text) || !Array.Exists(Endings, ending => node.Text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            findings.Add(PolicyTestDiagnostics.UnusablePolicyFile, node.Source, node.Span, $"{JsonNode.Quote(node.Text)} is no path of a policy file: expected a relative path that ends in .json, .yaml or .yml", "write the path from the folder of this file on, such as ../policies/read-reports.json");
            return null;
        }

        string path = Path.Combine(folder, node.Text);
        if (!boundary.Allows(SuitePaths.Full(path)))
        {
            // Nothing of what lies there: neither whether there is such a file, nor a name like it.
            findings.Add(PolicyTestDiagnostics.UnusablePolicyFile, node.Source, node.Span, $"the policy file {JsonNode.Quote(node.Text)} is not read: it leads out of the repository that the suite is in", "copy the policy into the repository");
            return null;
        }

        byte[]? bytes = SuiteText.ReadBytes(path, out string? fault);
        Files.Add(SuitePaths.Full(path));
        if (bytes is null)
        {
            findings.Add(PolicyTestDiagnostics.UnusablePolicyFile, node.Source, node.Span, $"the policy file {JsonNode.Quote(node.Text)} cannot be read: {fault}", SuitePaths.Nearest(path) ?? "write the path from the folder of this file on");
            return null;
        }

        return SuiteText.Parse(bytes, path, findings) is { } root ? Parse(root, node.Text, name) : null;
    }

    private PolicyDocument? Parse(JsonNode node, string label, string? name)
    {
        PolicyDocument? document = PolicyParser.Parse(node, findings);
        if (document is null)
        {
            return null;
        }

        document = document with { Name = name ?? label };
        // A list that is not the parsed one makes the document write itself anew where its text is wanted: it is to be JSON.
        return node.Source.Name is { } file && SuiteText.IsJson(file) ? document : document with { Statements = [.. document.Statements.ToArray()] };
    }
}
