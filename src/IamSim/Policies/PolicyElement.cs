using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>A list-valued element of a statement: Action, NotAction, Resource or NotResource.</summary>
/// <param name="Values">Its entries in order; possibly empty.</param>
/// <param name="IsArray">Whether it was written as an array; a single string need not be.</param>
/// <param name="NameSpan">The place of its name.</param>
/// <param name="Span">The place of its value.</param>
public sealed record PolicyElement(ImmutableArray<PolicyValue> Values, bool IsArray, SourceSpan NameSpan, SourceSpan Span)
{
    /// <summary>The entries, separated by commas.</summary>
    public override string ToString() => string.Join(", ", Values);
}
