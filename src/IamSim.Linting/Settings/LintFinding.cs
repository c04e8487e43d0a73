using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>A finding after the settings. Immutable and thread-safe.</summary>
/// <param name="Diagnostic">The finding, with the severity that the settings give it.</param>
/// <param name="Suppression">What suppresses it, with the reason; <c>null</c> when nothing does.</param>
public sealed record LintFinding(Diagnostic Diagnostic, LintSuppression? Suppression)
{
    /// <summary>Whether somebody gave a reason to leave it as it is.</summary>
    public bool IsSuppressed => Suppression is not null;

    /// <summary>The finding in one line and, if it is suppressed, the reason.</summary>
    public override string ToString() => Suppression is null ? Diagnostic.ToString() : $"{Diagnostic} (suppressed: {PrintableText.Line(Suppression.Reason)})";
}
