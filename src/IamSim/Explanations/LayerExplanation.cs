using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>What one kind of policy said.</summary>
/// <param name="Kind">The kind of policy.</param>
/// <param name="IsLimit">Whether the kind can only take away; otherwise it can grant.</param>
/// <param name="Verdict">What it said.</param>
/// <param name="Exemption">Why it does not concern the request, when <paramref name="Verdict"/> is <see cref="LayerVerdict.Exempt"/>.</param>
/// <param name="Statement">The Deny, or the Allow that reaches the caller best; <c>null</c> when none matched.</param>
/// <param name="SilentLevel">The first 0-based level that misses an Allow; <c>null</c> when none does.</param>
/// <param name="Statements">Every statement of the kind.</param>
public sealed record LayerExplanation(PolicyKind Kind, bool IsLimit, LayerVerdict Verdict, LayerExemption Exemption, PolicyStatement? Statement, int? SilentLevel, ImmutableArray<StatementExplanation> Statements);
