using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>A policy after its fixes. Immutable and thread-safe.</summary>
/// <param name="Source">The text; the very one that was given when nothing was fixed.</param>
/// <param name="Made">The fixes that were made, in the order of the text.</param>
/// <param name="Findings">The findings that the text has now.</param>
public sealed record FixedPolicy(SourceText Source, ImmutableArray<AppliedFix> Made, ImmutableArray<LintFinding> Findings)
{
    /// <summary>How many fixes were made and how many findings are left.</summary>
    public override string ToString() => $"{Made.Length} fixed, {Findings.Length} left";
}
