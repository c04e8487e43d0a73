using System.Collections.Immutable;
using System.Text;
using IamSim.Diagnostics;
using IamSim.Linting;
using IamSim.Policies;

namespace IamSim.Tool.Validation;

/// <summary>Reads, lints and mends one file at a time. Thread-safe.</summary>
internal sealed class FileLinter(PolicyLinter linter, SettingsFile settings, LintRun run, ValidationArguments arguments)
{
    // A policy has some kilobytes; what is a thousand times larger is something else.
    private const int MaximumBytes = 16 << 20;

    private static readonly byte[] Mark = [0xEF, 0xBB, 0xBF];

    /// <summary>Lints a file and, if that is asked for, makes its fixes.</summary>
    public ValidatedFile Lint(PolicyFile file)
    {
        string path = file.Path;
        byte[]? bytes = InputFile.ReadBytes(path, MaximumBytes, out string? fault, opensEmpty: !file.IsFound);
        if (bytes is null)
        {
            return new ValidatedFile { Path = path, Fault = fault };
        }

        SourceText source = SourceText.FromUtf8(bytes, InputFile.NameOf(path), 1, out Diagnostic? decoding);
        if (decoding is not null)
        {
            return new ValidatedFile { Path = path, Place = PlaceOf(path).Place, Findings = [decoding], Output = arguments.IsFilter ? bytes : null };
        }

        return arguments.Fixes ? Mend(path, bytes, source) : ToFile(path, source, Findings(path, source));
    }

    private ValidatedFile Mend(string path, byte[] bytes, SourceText source)
    {
        FixedPolicy mended = PolicyFixer.Fix(source, text => Findings(path, text));
        if (arguments.IsFilter)
        {
            return ToFile(path, mended.Source, mended.Findings) with { Fixed = mended.Made, Output = mended.Made.IsEmpty ? bytes : ToBytes(mended.Source, bytes) };
        }

        if (mended.Made.IsEmpty || arguments.IsDryRun)
        {
            return ToFile(path, source, arguments.IsDryRun ? Findings(path, source) : mended.Findings) with { Fixed = mended.Made };
        }

        return FileReplacement.Replace(path, bytes, ToBytes(mended.Source, bytes), out string? fault)
            ? ToFile(path, mended.Source, mended.Findings) with { Fixed = mended.Made }
            : ToFile(path, source, Findings(path, source)) with { WriteFault = fault };
    }

    private ImmutableArray<LintFinding> Findings(string path, SourceText source)
    {
        string? relative = settings.Relative(path);
        if (!PolicyDocument.TryParse(source.Text, source.Name, out PolicyDocument? document, out IReadOnlyList<Diagnostic> shape))
        {
            return run.Apply(shape, null, relative);
        }

        PolicyPlace place = PlaceOf(path).Place ?? PolicyPlace.Guess(document).Place;
        return run.Apply(linter.Lint(document, place.Kind, place.Options), document, relative);
    }

    private ValidatedFile ToFile(string path, SourceText source, ImmutableArray<LintFinding> findings)
    {
        (PolicyPlace? place, string? reason) = (PlaceOf(path).Place, null);
        if (place is null && PolicyDocument.TryParse(source.Text, source.Name, out PolicyDocument? document, out _))
        {
            (place, reason) = PolicyPlace.Guess(document);
        }

        return new ValidatedFile
        {
            Path = path,
            Place = place,
            Reason = reason,
            Findings = [.. findings.Where(static finding => !finding.IsSuppressed).Select(static finding => finding.Diagnostic)],
            Suppressed = [.. findings.Where(static finding => finding.IsSuppressed)],
        };
    }

    private (PolicyPlace? Place, bool IsGiven) PlaceOf(string path) =>
        arguments.IsPlaceGiven ? (arguments.Place, true)
        : settings.Settings.TryGetKind(settings.Relative(path), out PolicyPlace? place) ? (place, place is not null)
        : (null, false);

    private static byte[] ToBytes(SourceText source, byte[] before) =>
        [.. before.AsSpan().StartsWith(Mark) ? Mark : [], .. Encoding.UTF8.GetBytes(source.Text)];
}
