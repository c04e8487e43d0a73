using IamSim.Diagnostics;
using IamSim.Environments.Formats.CloudFormation;
using IamSim.Environments.Formats.Notation;
using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>Finds the files of an environment and gives each to the format that can read it.</summary>
internal static class EnvironmentLoader
{
    // The deepest form that is understood, Terraform's modules, nests less.
    private const int MaximumDepth = 200;

    private static readonly string[] Extensions = [".json", ".ndjson", ".jsonl", ".yaml", ".yml", ".template", ".tfstate"];

    public static AwsEnvironment Load(string path, EnvironmentLoadOptions options, CancellationToken cancellationToken)
    {
        var builder = new EnvironmentBuilder(options);
        List<EnvironmentFile> files = [.. FindFiles(path).OrderBy(static file => NotationFormat.IsNamed(file) ? 0 : 1)];
        long total = files.Sum(static file => file.Length);
        long done = 0;
        for (int i = 0; i < files.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Load(files[i], builder);
            done += files[i].Length;
            options.Progress?.Report(new EnvironmentLoadProgress(i + 1, files.Count, done, total));
        }

        return builder.Build();
    }

    private static List<EnvironmentFile> FindFiles(string path)
    {
        if (File.Exists(path))
        {
            return [new EnvironmentFile(Path.GetFullPath(path), path, [Path.GetFileName(path)], new FileInfo(path).Length)];
        }

        // Links are not followed: a folder of other people may link anywhere, or to itself.
        var enumeration = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, MaxRecursionDepth = 20, IgnoreInaccessible = true };
        return
        [
            .. new DirectoryInfo(path).EnumerateFiles("*", enumeration)
                .Where(static file => Extensions.Contains(file.Extension, StringComparer.OrdinalIgnoreCase))
                .OrderBy(static file => file.FullName, StringComparer.Ordinal)
                .Select(file => ToFile(path, file)),
        ];
    }

    private static EnvironmentFile ToFile(string folder, FileInfo file)
    {
        string relative = Path.GetRelativePath(folder, file.FullName);
        return new EnvironmentFile(file.FullName, Path.Combine(folder, relative), relative.Split(Path.DirectorySeparatorChar), file.Length);
    }

    private static void Load(EnvironmentFile file, EnvironmentBuilder builder)
    {
        // Read with the file that names it.
        if (builder.ReferencedFiles.Contains(file.FullPath))
        {
            return;
        }

        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file.FullPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnreadableFile, file, $"the file cannot be read: {PrintableText.Line(exception.Message)}");
            return;
        }

        SourceText source = SourceText.FromUtf8(bytes, file.Name, 1, out Diagnostic? fault);
        if (fault is not null)
        {
            builder.Findings.Add(fault);
            return;
        }

        if (Array.Find(EnvironmentFormats.Texts, format => format.CanRead(file)) is { } text)
        {
            text.Read(file, source, builder);
            return;
        }

        var syntax = new DiagnosticBag();
        JsonSyntaxTree? tree = YamlText.IsYaml(file, source) ? YamlText.Parse(source, MaximumDepth, syntax) : JsonSyntaxTree.Parse(source, MaximumDepth, syntax);
        foreach (Diagnostic finding in syntax.ToList())
        {
            builder.Findings.Add(finding);
        }

        if (tree is null)
        {
            return;
        }

        var document = new EnvironmentDocument(file, tree.Root);
        if (Array.Find(EnvironmentFormats.All, format => format.CanRead(document)) is { } found)
        {
            found.Read(document, builder);
        }
        else
        {
            builder.Findings.Add(EnvironmentDiagnostics.UnknownFile, tree.Root, $"{tree.Root.Describe()} of none of the known forms", "see docs/guides/environments.md for what is understood");
        }
    }
}
