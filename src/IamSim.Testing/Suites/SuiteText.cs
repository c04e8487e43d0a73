using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Json;

namespace IamSim.Testing.Suites;

/// <summary>Reads a file of YAML or JSON into a tree in which every value keeps its place.</summary>
internal static class SuiteText
{
    // Far more than anyone writes; a recorded suite of a large organization has some megabytes.
    private const int MaximumBytes = 64 << 20;
    private const int MaximumDepth = 32;

    /// <summary>Reads a suite. <c>null</c>, with a finding, when it cannot be had.</summary>
    public static JsonNode? ReadSuite(string path, DiagnosticBag findings)
    {
        byte[]? bytes = ReadBytes(path, out string? fault);
        if (bytes is null)
        {
            findings.Add(PolicyTestDiagnostics.UnreadableSuite, new SourceText("", path), default, $"the suite cannot be read: {fault}");
            return null;
        }

        return Parse(bytes, path, findings);
    }

    /// <summary>The bytes of a file; <c>null</c>, with the reason, when they cannot be had.</summary>
    public static byte[]? ReadBytes(string path, out string? fault)
    {
        fault = null;
        try
        {
            if (!File.Exists(path))
            {
                fault = Directory.Exists(path) ? "it is a folder" : "there is no such file";
                return null;
            }

            long length = new FileInfo(path).Length;
            if (length <= MaximumBytes)
            {
                // What has no length is empty, or a pipe or device that might never end.
                return length == 0 ? [] : File.ReadAllBytes(path);
            }

            fault = $"it is larger than {MaximumBytes >> 20} MiB";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            fault = PrintableText.Line(exception.Message);
        }

        return null;
    }

    /// <summary>Parses the text of a file, which is YAML unless its name ends in <c>.json</c>.</summary>
    public static JsonNode? Parse(byte[] bytes, string path, DiagnosticBag findings)
    {
        var source = SourceText.FromUtf8(bytes, path, 1, out Diagnostic? encoding);
        if (encoding is not null)
        {
            findings.AddRange([encoding]);
            return null;
        }

        if (IsJson(path))
        {
            return JsonSyntaxTree.Parse(source, MaximumDepth, findings)?.Root;
        }

        var yaml = new DiagnosticBag();
        JsonSyntaxTree? tree = YamlText.Parse(source, MaximumDepth, yaml);
        foreach (Diagnostic finding in yaml.ToList())
        {
            DiagnosticDescriptor descriptor = finding.Id == EnvironmentDiagnostics.NotYaml.Id ? PolicyTestDiagnostics.UnreadableSuite : finding.Descriptor;
            findings.Add(descriptor, finding.Source, finding.Span, finding.Message, finding.Help);
        }

        return tree?.Root;
    }

    public static bool IsJson(string path) => Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
}
