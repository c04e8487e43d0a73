using System.Collections.Immutable;
using IamSim.Compilation;
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

/// <summary>One level of a kind of policy: the policies attached to one node of an organization, which unite (SCP-2). Immutable and thread-safe.</summary>
public sealed class LevelExplanation
{
    private readonly CheckScope _scope;
    private readonly PolicyKind _kind;
    private readonly CompiledPolicy[][] _levels;

    internal LevelExplanation(CheckScope scope, PolicyKind kind, CompiledPolicy[][] levels, int index, bool allows)
    {
        _scope = scope;
        _kind = kind;
        _levels = levels;
        Index = index;
        Allows = allows;
    }

    /// <summary>0-based; the root of the organization is 0.</summary>
    public int Index { get; }

    /// <summary>The id of the root, organizational unit or account, where <see cref="OrganizationFacts.Paths"/> tells it; otherwise <c>null</c>. Worked out when asked for.</summary>
    public string? Name => LevelNames.Of(_kind, _levels.Length, Index, _scope.Check);

    /// <summary>Whether one of its statements allows the request.</summary>
    public bool Allows { get; }

    /// <summary>Its policies; possibly none, and then it allows nothing.</summary>
    public ImmutableArray<PolicyDocument> Documents => [.. _levels[Index].Select(static policy => policy.Document)];

    /// <summary>The number, the name and whether it allows.</summary>
    public override string ToString() => $"level {Index}{(Name is { } name ? $" ({name})" : "")}: {(Allows ? "allows" : "silent")}";

    /// <summary>How many levels there are.</summary>
    internal int Count => _levels.Length;
}
