using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Tool.Validation;

/// <summary>What became of one file.</summary>
internal sealed record ValidatedFile
{
    // A policy has some kilobytes; what is a thousand times larger is something else.
    private const int MaximumBytes = 16 << 20;

    /// <summary>The path as it was given or found; <c>-</c> for standard input.</summary>
    public required string Path { get; init; }

    /// <summary>Why it could not be read; <c>null</c> when it was.</summary>
    public string? Fault { get; init; }

    /// <summary>What it was validated as; <c>null</c> when it is no policy and the kind was to be guessed.</summary>
    public PolicyPlace? Place { get; init; }

    /// <summary>Why it was taken for that; <c>null</c> when the command line said so.</summary>
    public string? Reason { get; init; }

    /// <summary>What was found, in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> Findings { get; init; } = [];

    /// <summary>Reads and validates a file.</summary>
    /// <param name="path">The path, or <c>-</c>.</param>
    /// <param name="place">What to validate it as; <c>null</c> means what its content says.</param>
    public static ValidatedFile Validate(string path, PolicyPlace? place)
    {
        SourceText? source = InputFile.Read(path, MaximumBytes, out Diagnostic? decoding, out string? fault);
        var file = new ValidatedFile { Path = path, Fault = fault, Place = place };
        if (source is null || decoding is not null)
        {
            return file with { Findings = decoding is null ? [] : [decoding] };
        }

        if (!PolicyDocument.TryParse(source.Text, source.Name, out PolicyDocument? document, out IReadOnlyList<Diagnostic> shape))
        {
            return file with { Findings = shape };
        }

        (PolicyPlace chosen, string? reason) = place is null ? PolicyPlace.Guess(document) : (place, null);
        return file with { Place = chosen, Reason = reason, Findings = PolicyValidator.Validate(source.Text, source.Name, chosen.Kind, chosen.Options) };
    }
}
