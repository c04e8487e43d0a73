using IamSim.Diagnostics;
using IamSim.Linting;

namespace IamSim.Tool.Validation;

/// <summary>The command line of <c>iamsim validate</c>, read.</summary>
internal sealed record ValidationArguments
{
    /// <summary>Files, folders, or <c>-</c>.</summary>
    public required string[] Files { get; init; }

    /// <summary>Whether the command line says what all files are, whatever the settings say.</summary>
    public bool IsPlaceGiven { get; init; }

    /// <summary>What all files are; <c>null</c> leaves it to their content.</summary>
    public PolicyPlace? Place { get; init; }

    /// <summary>The threshold; <c>null</c> leaves it to the settings.</summary>
    public DiagnosticSeverity? Threshold { get; init; }

    /// <summary>text, json, sarif or github.</summary>
    public required string Format { get; init; }

    /// <summary>The file of settings; <c>null</c> when the usual one is to be found.</summary>
    public string? Settings { get; init; }

    /// <summary>Whether no settings are to be read.</summary>
    public bool IgnoresSettings { get; init; }

    /// <summary>A newer catalog of services; <c>null</c> leaves it to the settings.</summary>
    public string? ServiceData { get; init; }

    /// <summary>Whether fixes are made.</summary>
    public bool Fixes { get; init; }

    /// <summary>Whether nothing is written.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether findings are counted by id rather than shown.</summary>
    public bool IsSummary { get; init; }

    /// <summary>Whether standard input is read, its fixes printed, and everything else told on standard error.</summary>
    public bool IsFilter => Fixes && !IsDryRun && Files.Contains(InputFile.StandardInput, StringComparer.Ordinal);
}
