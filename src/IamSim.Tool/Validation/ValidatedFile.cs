using IamSim.Diagnostics;
using IamSim.Linting;

namespace IamSim.Tool.Validation;

/// <summary>What became of one file.</summary>
internal sealed record ValidatedFile
{
    /// <summary>The path as it was given or found; <c>-</c> for standard input.</summary>
    public required string Path { get; init; }

    /// <summary>Why it could not be read; <c>null</c> when it was.</summary>
    public string? Fault { get; init; }

    /// <summary>Why its fixes could not be written; <c>null</c> when they were, or there were none.</summary>
    public string? WriteFault { get; init; }

    /// <summary>What it was validated as; <c>null</c> when it is no policy and the kind was to be guessed.</summary>
    public PolicyPlace? Place { get; init; }

    /// <summary>Why it was taken for that; <c>null</c> when somebody said so.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether it is the file of the settings rather than a policy.</summary>
    public bool IsSettings { get; init; }

    /// <summary>What was found and not suppressed, in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>What was found and suppressed.</summary>
    public IReadOnlyList<LintFinding> Suppressed { get; init; } = [];

    /// <summary>The fixes that were made, or would be.</summary>
    public IReadOnlyList<AppliedFix> Fixed { get; init; } = [];

    /// <summary>The bytes with the fixes, of standard input only.</summary>
    public byte[]? Output { get; init; }
}
