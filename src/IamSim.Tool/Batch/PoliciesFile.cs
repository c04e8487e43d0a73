using IamSim.Diagnostics;
using IamSim.Policies;
using IamSim.Scenarios;

namespace IamSim.Tool.Batch;

/// <summary>Reads the policies that the requests of a batch are asked of, and complains about what is wrong with them.</summary>
internal static class PoliciesFile
{
    private const int MaximumBytes = 256 << 20;

    /// <summary>Reads and compiles the policies.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="options">How to read them.</param>
    /// <param name="source">The text of the file; <c>null</c> when it cannot be read.</param>
    public static ScenarioTemplate? Read(string path, ScenarioReaderOptions options, out SourceText? source)
    {
        source = InputFile.Read(path, MaximumBytes, out Diagnostic? decoding, out string? fault);
        if (source is null || decoding is not null)
        {
            Console.Error.WriteLine(decoding?.ToDetailedString().TrimEnd() ?? $"iamsim: {fault}");
            return null;
        }

        ScenarioTemplateReading reading = ScenarioReader.ReadTemplate(source, options with { BaseDirectory = InputFile.FolderOf(path) });
        IEnumerable<Diagnostic> faults = reading.InputErrors.Concat(reading.PolicyErrors.Select(static policy => policy.Diagnostic));
        if (reading.Template is { } template)
        {
            // A resource policy may be fit for one kind of resource only: then it is the answers that say so.
            ScenarioCompilation[] compilations = [.. Enum.GetValues<ResourcePolicyKind>().Select(template.Compile)];
            if (compilations.Any(static compilation => compilation.IsUsable))
            {
                return template;
            }

            faults = compilations[0].PolicyErrors.Select(static policy => policy.Diagnostic);
        }

        foreach (Diagnostic found in faults)
        {
            Console.Error.WriteLine(found.ToDetailedString().TrimEnd());
        }

        return null;
    }
}
