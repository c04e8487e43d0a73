using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>A Principal or NotPrincipal element.</summary>
/// <param name="Wildcard">The value when it was written as a plain string (only <c>"*"</c> is meaningful); otherwise <c>null</c>.</param>
/// <param name="Groups">The members of the map form, in order; empty for the string form.</param>
/// <param name="NameSpan">The place of its name.</param>
/// <param name="Span">The place of its value.</param>
public sealed record PrincipalElement(PolicyValue? Wildcard, ImmutableArray<PrincipalGroup> Groups, SourceSpan NameSpan, SourceSpan Span)
{
    /// <summary>The principals.</summary>
    public override string ToString() => Wildcard is { } wildcard ? wildcard.Text : string.Join("; ", Groups);
}

/// <summary>One member of a principal map, such as <c>"AWS": [ … ]</c>.</summary>
/// <param name="Kind">AWS, Service, Federated or CanonicalUser; anything else is reported by the compiler.</param>
/// <param name="Values">Its entries; possibly empty.</param>
/// <param name="IsArray">Whether it was written as an array.</param>
public sealed record PrincipalGroup(PolicyValue Kind, ImmutableArray<PolicyValue> Values, bool IsArray)
{
    /// <summary>The kind and its entries.</summary>
    public override string ToString() => $"{Kind}: {string.Join(", ", Values)}";
}
