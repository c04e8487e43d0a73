using IamSim.Diagnostics;
using IamSim.Linting;

namespace IamSim.Tool.Validation;

/// <summary>The settings of a run, and where they were found.</summary>
/// <param name="Settings">The settings.</param>
/// <param name="Path">The path of their file; <c>null</c> when there is none.</param>
internal sealed record SettingsFile(LintSettings Settings, string? Path)
{
    // Settings are written by people.
    private const int MaximumBytes = 1 << 20;

    private static readonly SettingsFile None = new(LintSettings.Default, null);

    private readonly string? _folder = Path is null ? null : InputFile.FolderOf(Path);

    /// <summary>Reads the settings; tells on standard error what is wrong with them.</summary>
    /// <returns>The settings, or <c>null</c> when something was wrong.</returns>
    public static SettingsFile? Read(ValidationArguments arguments)
    {
        string? path = arguments.IgnoresSettings ? null : arguments.Settings ?? Find();
        if (path is null)
        {
            return None;
        }

        SourceText? source = InputFile.Read(path, MaximumBytes, out Diagnostic? decoding, out string? fault);
        if (source is null)
        {
            Console.Error.WriteLine($"iamsim: {fault}");
            return null;
        }

        IReadOnlyList<Diagnostic> findings = decoding is null ? [] : [decoding];
        if (decoding is null && LintSettings.TryParse(source, out LintSettings? settings, out findings))
        {
            return new SettingsFile(settings, path);
        }

        using var output = new TextOutput(toError: true);
        foreach (Diagnostic finding in findings)
        {
            output.Write(finding);
        }

        output.Flush();
        return null;
    }

    /// <summary>The path of a file as the settings see it: relative to their folder, with slashes; <c>null</c> for what is not below it.</summary>
    public string? Relative(string path)
    {
        if (_folder is null || path == InputFile.StandardInput || ArtifactPath.FullPath(path) is not { } full)
        {
            return null;
        }

        string relative = System.IO.Path.GetRelativePath(_folder, full);
        return ArtifactPath.IsInside(relative) ? relative.Replace(System.IO.Path.DirectorySeparatorChar, '/') : null;
    }

    /// <summary>The path of a file that the settings name.</summary>
    public string Resolve(string path) => _folder is null ? path : System.IO.Path.Combine(_folder, path);

    // The settings of a repository count in all of its folders; those outside of it belong to others.
    private static string? Find()
    {
        string current = Directory.GetCurrentDirectory();
        string? root = current;
        while (root is not null && !System.IO.Path.Exists(System.IO.Path.Combine(root, ".git")))
        {
            root = System.IO.Path.GetDirectoryName(root);
        }

        for (string? folder = current; folder is not null; folder = folder == root ? null : System.IO.Path.GetDirectoryName(folder))
        {
            string candidate = System.IO.Path.Combine(folder, LintSettings.FileName);
            if (File.Exists(candidate))
            {
                return System.IO.Path.GetRelativePath(current, candidate);
            }

            if (root is null)
            {
                return null;
            }
        }

        return null;
    }
}
