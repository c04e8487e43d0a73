using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Parses a file into steps. Whatever is wrong with it becomes a finding among them. One file each; not thread-safe.</summary>
internal sealed class FileParser(EnvironmentFile file, StepBatches steps, ParsingMemory memory)
{
    // The deepest form that is understood, Terraform's modules, nests less.
    private const int MaximumDepth = 200;

    // Files up to this size are read at once; larger ones in parts, so that memory holds what they say and not what they are.
    private const int LargeFile = 4 << 20;

    private const long LargestDocument = 1L << 30;

    public void Parse()
    {
        try
        {
            ParseFile();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Report(EnvironmentDiagnostics.UnreadableFile, $"the file cannot be read: {PrintableText.Line(exception.Message)}");
        }
    }

    private void ParseFile()
    {
        if (file.Obstacle is { } obstacle)
        {
            Report(EnvironmentDiagnostics.UnreadableFile, obstacle, "what lies in it is left out");
        }
        else if (file.IsLink)
        {
            Report(EnvironmentDiagnostics.SkippedLink, "a link, which is not followed", "copy the file or the folder to where the link stands");
        }
        // Neither are pipes and devices, which have no length, waited for.
        else if (file.Length == 0)
        {
            Report(EnvironmentDiagnostics.UnreadableFile, "the file is empty", "call the command again, and look at what it says on standard error");
        }
        else if (file.Length <= LargeFile)
        {
            ParseBytes(memory.ReadFile(file.FullPath));
        }
        else
        {
            ParseLarge();
        }
    }

    private void ParseBytes(ArraySegment<byte> utf8)
    {
        if (IsText)
        {
            ParseWhole(utf8);
            return;
        }

        if (JsonLines.Are(file, utf8))
        {
            ParseLines(new MemoryStream(utf8.Array!, utf8.Offset, utf8.Count));
            return;
        }

        var cutter = new JsonCutter(utf8, file.Name, MaximumDepth, EnvironmentFormats.IsItemList);
        bool isRead = TryReadItems(cutter, out JsonException? fault);
        if (!isRead)
        {
            ParseWhole(utf8);
        }
        else if (fault is not null)
        {
            ReportSyntax(SourceText.FromUtf8(utf8, file.Name, 1, out Diagnostic? encoding), encoding);
        }
    }

    private void ParseLarge()
    {
        if (!IsText)
        {
            using FileStream stream = File.OpenRead(file.FullPath);
            byte[] start = new byte[JsonLines.Start];
            int length = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            if (JsonLines.Are(file, start.AsSpan(0, length)))
            {
                ParseLines(stream);
                return;
            }

            var cutter = new JsonCutter(stream, file.Name, MaximumDepth, EnvironmentFormats.IsItemList);
            if (TryReadItems(cutter, out JsonException? fault))
            {
                if (fault is not null)
                {
                    (SourceText source, SourceSpan span) = cutter.PlaceOf(fault);
                    string found = span.Length == 0 ? "the text ends here" : $"found {JsonNode.Quote(source.Slice(span).ToString())}";
                    steps.Add(LoadStep.Finding(new Diagnostic(DiagnosticDescriptors.InvalidJson, DiagnosticSeverity.Error, $"not valid JSON ({found})", "what stands in front of it was read", source, span)), 0);
                }

                return;
            }
        }

        if (file.Length > LargestDocument)
        {
            Report(EnvironmentDiagnostics.UnreadableFile, $"{file.Length >> 20} MB of none of the forms that are read in parts", $"only authorization details and JSON lines may be larger than {LargestDocument >> 20} MB");
            return;
        }

        ParseWhole(File.ReadAllBytes(file.FullPath));
    }

    /// <summary>Reads the documents of the file item by item where a format knows their lists.</summary>
    /// <returns>Whether there was any; otherwise nothing has happened.</returns>
    private bool TryReadItems(JsonCutter cutter, out JsonException? fault)
    {
        var reading = new ItemReading(file, cutter, steps, MaximumDepth, memory.Trees);
        fault = null;
        try
        {
            while (reading.Next())
            {
            }
        }
        catch (JsonException exception)
        {
            fault = exception;
        }

        reading.ReportOthers();
        return reading.HasAny;
    }

    // Told by its name, and no JSON.
    private bool IsText => file.IsYaml || Array.Exists(EnvironmentFormats.Texts, format => format.CanRead(file));

    private void ParseWhole(ReadOnlySpan<byte> utf8)
    {
        SourceText source = SourceText.FromUtf8(utf8, file.Name, 1, out Diagnostic? encoding);
        if (encoding is not null)
        {
            steps.Add(LoadStep.Finding(encoding), 0);
            return;
        }

        if (Array.Find(EnvironmentFormats.Texts, format => format.CanRead(file)) is { } text)
        {
            steps.Add(LoadStep.Text(text, source), source.Text.Length);
        }
        else
        {
            ParseText(source, YamlText.IsYaml(file, source));
        }
    }

    // A line that is no JSON must not take the others with it.
    private void ParseLines(Stream stream)
    {
        var lines = new JsonLines(stream);
        while (lines.Next())
        {
            if (lines.Current.IsEmpty)
            {
                continue;
            }

            byte[] value = lines.Current.ToArray();
            bool isRead = TryReadItems(new JsonCutter(value, file.Name, MaximumDepth, EnvironmentFormats.IsItemList, lines.Number), out JsonException? fault);
            if (isRead && fault is null)
            {
                continue;
            }

            SourceText source = SourceText.FromUtf8(value, file.Name, lines.Number, 1, out Diagnostic? encoding);
            if (isRead || encoding is not null)
            {
                ReportSyntax(source, encoding);
            }
            else
            {
                ParseText(source);
            }
        }
    }

    private void ParseText(SourceText source, bool isYaml = false)
    {
        var syntax = new DiagnosticBag();
        JsonSyntaxTree? tree = isYaml ? YamlText.Parse(source, MaximumDepth, syntax) : JsonSyntaxTree.Parse(source, MaximumDepth, syntax);
        foreach (Diagnostic finding in syntax.ToList())
        {
            steps.Add(LoadStep.Finding(finding), 0);
        }

        if (tree is not null)
        {
            steps.Add(LoadStep.Document(tree.Root), source.Text.Length);
        }
    }

    private void ReportSyntax(SourceText source, Diagnostic? encoding)
    {
        var syntax = new DiagnosticBag();
        if (encoding is null)
        {
            JsonSyntaxTree.Parse(source, MaximumDepth, syntax);
        }

        foreach (Diagnostic finding in encoding is null ? syntax.ToList() : [encoding])
        {
            steps.Add(LoadStep.Finding(finding), 0);
        }
    }

    private void Report(DiagnosticDescriptor descriptor, string message, string? help = null) =>
        steps.Add(LoadStep.Finding(EnvironmentFindings.Create(descriptor, file, message, help)), 0);
}
