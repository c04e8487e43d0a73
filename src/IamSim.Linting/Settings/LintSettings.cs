using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>What a project says about findings: how grave they are, which are to stay and why. Immutable and thread-safe.</summary>
/// <remarks>
/// Read from a file that is usually called <see cref="FileName"/>; <c>docs/iamsim-settings.schema.json</c> describes it.
/// Severities are only how findings are told: what AWS refuses it goes on refusing, and no decision changes.
/// </remarks>
public sealed class LintSettings
{
    /// <summary>The usual name of the file.</summary>
    public const string FileName = ".iamsim.json";

    internal LintSettings(SourceText source) => Source = source;

    /// <summary>Nothing set: every finding as grave as its kind says, none suppressed.</summary>
    public static LintSettings Default { get; } = new(new SourceText("{}"));

    /// <summary>Every kind of finding about settings, ordered by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> Descriptors => LintSettingsDescriptors.All;

    /// <summary>The severities that were set, by the id of a kind of finding, or by <c>error</c>, <c>warning</c> or <c>info</c> for all that are it otherwise. An id wins.</summary>
    public ImmutableDictionary<string, LintSeverity> Severities { get; internal init; } = ImmutableDictionary<string, LintSeverity>.Empty;

    /// <summary>The suppressions in the order of the text.</summary>
    public ImmutableArray<LintSuppression> Suppressions { get; internal init; } = [];

    /// <summary>The least grave severity that makes a run fail; <c>null</c> when it is not set.</summary>
    public DiagnosticSeverity? Threshold { get; internal init; }

    /// <summary>The file of a newer catalog of AWS's services, relative to the folder of the settings; <c>null</c> when it is not set.</summary>
    public string? ServiceData { get; internal init; }

    /// <summary>The text they were read from.</summary>
    internal SourceText Source { get; }

    /// <summary>Patterns of paths with the kind of policy there, in the order of the text; <c>null</c> leaves the kind to the content.</summary>
    internal ImmutableArray<(PathPattern Files, PolicyPlace? Place)> Kinds { get; init; } = [];

    /// <summary>Reads settings. Linear in the length of the text; never throws on what it reads.</summary>
    /// <param name="source">The JSON text with its name.</param>
    /// <param name="settings">The settings, or <c>null</c> when there was an error.</param>
    /// <param name="diagnostics">All findings, each with its place and what was expected; at most 200 are kept.</param>
    public static bool TryParse(SourceText source, [NotNullWhen(true)] out LintSettings? settings, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(source);
        settings = LintSettingsReader.Read(source, out diagnostics);
        return settings is not null;
    }

    /// <summary>Finds the kind that the settings give a file.</summary>
    /// <param name="path">The path relative to the folder of the settings, with slashes; <c>null</c> for a text that is in no file below it.</param>
    /// <param name="place">The kind; <c>null</c> when it is left to the content.</param>
    /// <returns>Whether a pattern of <c>kinds</c> matches; the first one counts.</returns>
    public bool TryGetKind(string? path, out PolicyPlace? place)
    {
        foreach ((PathPattern files, PolicyPlace? kind) in Kinds)
        {
            if (path is not null && files.Matches(path))
            {
                place = kind;
                return true;
            }
        }

        place = null;
        return false;
    }

    /// <summary>What was set, in numbers.</summary>
    public override string ToString() => $"{Source.Name ?? FileName}: {Severities.Count} severities, {Suppressions.Length} suppressions, {Kinds.Length} kinds";

    /// <summary>How grave a finding is here.</summary>
    internal LintSeverity SeverityOf(DiagnosticDescriptor descriptor, DiagnosticSeverity severity) =>
        Severities.TryGetValue(descriptor.Id, out LintSeverity one) ? one
        : Severities.TryGetValue(NameOf(severity), out LintSeverity group) ? group
        : (LintSeverity)severity;

    internal static string NameOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };
}
