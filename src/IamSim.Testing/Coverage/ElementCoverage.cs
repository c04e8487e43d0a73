using IamSim.Diagnostics;

namespace IamSim.Testing;

/// <summary>How the cases of a suite met one part of a statement. Immutable.</summary>
/// <remarks>
/// An entry of Action, Resource or Principal is covered when a request was decided through the statement and the entry matched it. One of NotAction,
/// NotResource or NotPrincipal is covered when it alone kept a request out that everything else in the statement matched. A condition is covered when
/// it held for one case and failed for another, both of which everything in front of it matched; a value of several, when a request had it.
/// </remarks>
/// <param name="Kind">What it is.</param>
/// <param name="Text">The entry, or the operator and the key.</param>
/// <param name="Span">Its place in the source of the policy.</param>
/// <param name="Position">The same as line and column.</param>
/// <param name="Cases">In how many cases it matched, kept out, held or was there.</param>
/// <param name="FailedCases">Of a condition, in how many cases it failed; otherwise 0.</param>
public sealed record ElementCoverage(CoveredElementKind Kind, string Text, SourceSpan Span, LinePosition Position, int Cases, int FailedCases)
{
    /// <summary>Whether it is covered.</summary>
    public bool IsCovered => Cases > 0 && (Kind != CoveredElementKind.Condition || FailedCases > 0);

    /// <summary>The kind, the text and the cases.</summary>
    public override string ToString() => Kind == CoveredElementKind.Condition ? $"{Kind} {Text}: held {Cases}, failed {FailedCases}" : $"{Kind} {Text}: {Cases}";
}
