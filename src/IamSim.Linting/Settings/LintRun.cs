using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Linting;

/// <summary>Applies settings to the findings of many policies and remembers which suppressions were of use. Thread-safe.</summary>
public sealed class LintRun
{
    private readonly LintSettings _settings;
    private readonly ILookup<string, LintSuppression> _suppressions;

    // Written by any thread, and only ever to true.
    private readonly bool[] _concerned;
    private readonly bool[] _used;

    /// <summary>Begins a run.</summary>
    /// <param name="settings">The settings; <c>null</c> means <see cref="LintSettings.Default"/>.</param>
    public LintRun(LintSettings? settings = null)
    {
        _settings = settings ?? LintSettings.Default;
        _suppressions = _settings.Suppressions.ToLookup(static suppression => suppression.Id, StringComparer.Ordinal);
        _concerned = new bool[_settings.Suppressions.Length];
        _used = new bool[_settings.Suppressions.Length];
    }

    /// <summary>The settings of the run.</summary>
    public LintSettings Settings => _settings;

    /// <summary>Gives the findings of one policy their severities and reasons. Takes time for each finding, times the suppressions of its id.</summary>
    /// <param name="findings">The findings in the order of the text.</param>
    /// <param name="document">The document they are about; <c>null</c> when the text is none, and then they stay as they are.</param>
    /// <param name="path">The path of its file relative to the folder of the settings, with slashes; <c>null</c> for a text that is in no file below it.</param>
    /// <returns>The findings in the same order, without those whose severity is off.</returns>
    public ImmutableArray<LintFinding> Apply(IReadOnlyList<Diagnostic> findings, PolicyDocument? document, string? path)
    {
        ArgumentNullException.ThrowIfNull(findings);
        if (document is null)
        {
            return [.. findings.Select(static finding => new LintFinding(finding, null))];
        }

        HashSet<LintSuppression> here = [.. _settings.Suppressions.Where(suppression => suppression.Concerns(path))];
        foreach (LintSuppression suppression in here)
        {
            _concerned[suppression.Index] = true;
        }

        ImmutableArray<LintFinding>.Builder applied = ImmutableArray.CreateBuilder<LintFinding>(findings.Count);
        foreach (Diagnostic finding in findings)
        {
            LintSeverity severity = _settings.SeverityOf(finding.Descriptor, finding.Severity);
            if (severity != LintSeverity.Off)
            {
                applied.Add(new LintFinding(WithSeverity(finding, (DiagnosticSeverity)severity), here.Count == 0 ? null : FindSuppression(finding, document, here)));
            }
        }

        return applied.DrainToImmutable();
    }

    /// <summary>The suppressions that concerned a file of the run and suppressed nothing, as findings about the settings (IAM1104).</summary>
    /// <remarks>A run over some of the files says nothing of suppressions for the others.</remarks>
    public IReadOnlyList<Diagnostic> FindUnusedSuppressions()
    {
        LintSeverity severity = _settings.SeverityOf(LintSettingsDescriptors.UnusedSuppression, LintSettingsDescriptors.UnusedSuppression.Severity);
        return severity == LintSeverity.Off ? [] : [.. _settings.Suppressions.Where(suppression => _concerned[suppression.Index] && !_used[suppression.Index]).Select(suppression => Unused(suppression, (DiagnosticSeverity)severity))];
    }

    /// <summary>The settings and how many of their suppressions were of use.</summary>
    public override string ToString() => $"{_settings}; {_used.Count(static used => used)} suppressions used";

    // Every one that fits is of use; the first one gives the reason.
    private LintSuppression? FindSuppression(Diagnostic finding, PolicyDocument document, HashSet<LintSuppression> here)
    {
        LintSuppression? first = null;
        (PolicyStatement? Statement, int Number)? place = null;
        foreach (LintSuppression suppression in _suppressions[finding.Id].Where(here.Contains))
        {
            place ??= FindStatement(document, finding.Span.Start);
            if (suppression.Concerns(place.Value.Statement, place.Value.Number))
            {
                _used[suppression.Index] = true;
                first ??= suppression;
            }
        }

        return first;
    }

    // Statements stand in the order of the text.
    private static (PolicyStatement? Statement, int Number) FindStatement(PolicyDocument document, int offset)
    {
        int low = 0;
        int high = document.Statements.Length;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (document.Statements[middle].Span.End <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < document.Statements.Length && document.Statements[low].Span.Start <= offset ? (document.Statements[low], low + 1) : (null, 0);
    }

    private Diagnostic Unused(LintSuppression suppression, DiagnosticSeverity severity) =>
        new(LintSettingsDescriptors.UnusedSuppression, severity, $"the suppression of {suppression.Id} suppresses nothing", "remove it", _settings.Source, suppression.Span);

    private static Diagnostic WithSeverity(Diagnostic finding, DiagnosticSeverity severity) =>
        severity == finding.Severity ? finding : new Diagnostic(finding.Descriptor, severity, finding.Message, finding.Help, finding.Source, finding.Span, finding.Fix);
}
