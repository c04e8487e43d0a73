using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>What one kind of policy said.</summary>
/// <param name="Kind">The kind of policy.</param>
/// <param name="Role">Whether it can grant or only limit.</param>
/// <param name="Verdict">What it said.</param>
/// <param name="Exemption">Why it does not concern the request, when <paramref name="Verdict"/> is <see cref="LayerVerdict.Exempt"/>.</param>
/// <param name="Statement">The first matching Deny, or the Allow that reaches the caller best; <c>null</c> when none matched.</param>
/// <param name="Levels">Its levels, the root of the organization first; one for kinds without levels, none for a kind that is absent or exempt.</param>
/// <param name="Statements">Every statement of the kind; none for a kind that is absent or exempt.</param>
public sealed record LayerExplanation(PolicyKind Kind, LayerRole Role, LayerVerdict Verdict, LayerExemption Exemption, PolicyStatement? Statement, ImmutableArray<LevelExplanation> Levels, ImmutableArray<StatementExplanation> Statements)
{
    /// <summary>The first 0-based level that misses an Allow; <c>null</c> when none does, or when a Deny decided.</summary>
    public int? SilentLevel => Verdict != LayerVerdict.Silent ? null : Levels.FirstOrDefault(static level => !level.Allows)?.Index;

    /// <summary>The kind and the verdict.</summary>
    public override string ToString() => Verdict == LayerVerdict.Exempt ? $"{Kind}: {Verdict} ({Exemption})" : $"{Kind}: {Verdict}";
}

/// <summary>One level of a kind of policy: the policies attached to one node of an organization, which unite (SCP-2).</summary>
/// <param name="Index">0-based; the root of the organization is 0.</param>
/// <param name="Name">The id of the root, organizational unit or account, where <see cref="OrganizationFacts.Paths"/> tells it; otherwise <c>null</c>.</param>
/// <param name="Allows">Whether one of its statements allows the request.</param>
/// <param name="Documents">Its policies.</param>
public sealed record LevelExplanation(int Index, string? Name, bool Allows, ImmutableArray<PolicyDocument> Documents)
{
    /// <summary>The name or number of the level and what it says.</summary>
    public override string ToString() => $"{Name ?? $"level {Index}"}: {(Allows ? "allows" : "silent")}";
}
