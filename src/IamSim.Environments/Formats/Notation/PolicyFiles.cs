using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Opens the policy files that an environment names. They lie in its folder: a file of other people must not make the tool read elsewhere.</summary>
internal sealed class PolicyFiles
{
    // A policy has at most some 20,000 characters; spaces are free.
    private const int MaximumLength = 1 << 20;
    private const int MaximumPath = 1024;
    private const int MaximumDepth = 64;

    private readonly EnvironmentBuilder _builder;
    private readonly string _folder;
    private readonly string _folderName;
    private readonly Dictionary<string, NotationNode?> _opened = new(StringComparer.Ordinal);

    /// <param name="file">The file of the environment.</param>
    /// <param name="builder">Is told which files are taken.</param>
    public PolicyFiles(EnvironmentFile file, EnvironmentBuilder builder)
    {
        _builder = builder;
        _folder = Path.GetDirectoryName(file.FullPath) ?? "";
        _folderName = Path.GetDirectoryName(file.Name) ?? "";
    }

    /// <summary>The value in a file; <c>null</c>, with a finding at the place that names it, when it cannot be had.</summary>
    public NotationNode? Open(NotationNode reference)
    {
        string path = reference.Text;
        if (WhyNot(path) is { } reason)
        {
            Report(reference, $"{JsonNode.Quote(path)} is no path of a policy file: {reason}", "write the path from the folder of this file on, with slashes, such as policies/read-reports.json");
            return null;
        }

        if (_opened.TryGetValue(path, out NotationNode? known))
        {
            return known;
        }

        string full = Path.Combine(_folder, path.Replace('/', Path.DirectorySeparatorChar));
        NotationNode? opened = Read(reference, full);
        _opened.Add(path, opened);
        _builder.ReferencedFiles.Add(full);
        return opened;
    }

    private static string? WhyNot(string path)
    {
        if (path.Length is 0 or > MaximumPath)
        {
            return path.Length == 0 ? "it is empty" : "it is too long";
        }

        if (path[0] == '/' || path.AsSpan().IndexOfAny('\\', ':', '\0') >= 0)
        {
            return "it must begin in the folder of this file";
        }

        string[] segments = path.Split('/');
        return segments.Contains("..", StringComparer.Ordinal) ? "it must not leave the folder of this file"
            : segments.Any(static segment => segment is "" or ".") ? "it holds an empty name"
            : null;
    }

    private NotationNode? Read(NotationNode reference, string full)
    {
        byte[] bytes;
        try
        {
            if (!File.Exists(full))
            {
                Report(reference, $"there is no file {JsonNode.Quote(reference.Text)} beside this one", Nearest(full));
                return null;
            }

            if (HasLink(reference.Text))
            {
                Report(reference, $"{JsonNode.Quote(reference.Text)} is a link or lies behind one", "put the policy itself into the folder: links are not followed");
                return null;
            }

            long length = new FileInfo(full).Length;
            if (length > MaximumLength)
            {
                Report(reference, $"{JsonNode.Quote(reference.Text)} is larger than {MaximumLength} bytes", "no policy is that long");
                return null;
            }

            // What has no length is empty, or a pipe or device that might never end.
            bytes = length == 0 ? [] : File.ReadAllBytes(full);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            Report(reference, $"{JsonNode.Quote(reference.Text)} cannot be read: {PrintableText.Line(exception.Message)}", null);
            return null;
        }

        return Parse(reference.Text, bytes);
    }

    private NotationNode? Parse(string path, byte[] bytes)
    {
        var source = SourceText.FromUtf8(bytes, Path.Combine(_folderName, path), 1, out Diagnostic? fault);
        if (fault is not null)
        {
            _builder.Findings.Add(fault);
            return null;
        }

        if (Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml")
        {
            return YamlReader.Read(source, _builder.Findings);
        }

        var syntax = new DiagnosticBag();
        JsonSyntaxTree? tree = JsonSyntaxTree.Parse(source, MaximumDepth, syntax);
        foreach (Diagnostic finding in syntax.ToList())
        {
            _builder.Findings.Add(finding);
        }

        return tree is null ? null : NotationNode.Of(tree.Root);
    }

    private bool HasLink(string path)
    {
        string at = _folder;
        foreach (string segment in path.Split('/'))
        {
            at = Path.Combine(at, segment);
            if (File.GetAttributes(at).HasFlag(FileAttributes.ReparsePoint))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Nearest(string full)
    {
        const int Most = 1000;
        string? folder = Path.GetDirectoryName(full);
        return folder is not null && Directory.Exists(folder)
            ? Suggestion.DidYouMean(Path.GetFileName(full), Directory.EnumerateFiles(folder).Take(Most).Select(static file => Path.GetFileName(file)))
            : "paths begin in the folder of this file";
    }

    private void Report(NotationNode reference, string message, string? help) =>
        _builder.Findings.Add(new Diagnostic(EnvironmentDiagnostics.UnusablePolicyFile, EnvironmentDiagnostics.UnusablePolicyFile.Severity, message, help, reference.Source, reference.Span));
}
