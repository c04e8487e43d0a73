using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.PartialEvaluation;

/// <summary>Lists of names of context keys.</summary>
internal static class KeyNames
{
    /// <summary>The names in ordinal order. Of two that differ only in case, the first in that order stays (COND-8).</summary>
    public static ImmutableArray<string> Distinct(IEnumerable<string> names) => [.. names.Order(StringComparer.Ordinal).Distinct(AsciiFold.Comparer.Instance)];
}
