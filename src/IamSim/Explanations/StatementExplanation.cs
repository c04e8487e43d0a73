using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>What became of one statement. Immutable and thread-safe; the details are worked out when they are first asked for.</summary>
public sealed class StatementExplanation
{
    private readonly CheckScope _scope;
    private readonly CompiledPolicy _policy;
    private readonly CompiledStatement _compiled;
    private Details? _details;

    internal StatementExplanation(CheckScope scope, CompiledPolicy policy, CompiledStatement compiled, int level, StatementOutcome outcome)
    {
        _scope = scope;
        _policy = policy;
        _compiled = compiled;
        Level = level;
        Outcome = outcome;
    }

    /// <summary>The policy it stands in.</summary>
    public PolicyDocument Document => _policy.Document;

    /// <summary>The statement.</summary>
    public PolicyStatement Statement => _compiled.Source;

    /// <summary>Its effect.</summary>
    public PolicyEffect Effect => _compiled.Effect;

    /// <summary>The 0-based level of a service or resource control policy, the root first; 0 for other kinds.</summary>
    public int Level { get; }

    /// <summary>Whether it matched, or which element was the first that did not.</summary>
    public StatementOutcome Outcome { get; }

    /// <summary>Every element as it compares with the request, in the order in which they are looked at: action, resource, principal, conditions.</summary>
    /// <remarks>All of them, also behind the first that does not match: what else would be missing is what makes a statement a near miss.</remarks>
    public ImmutableArray<ElementExplanation> Elements => GetDetails().Elements;

    /// <summary>The first element that does not match; <c>null</c> when all do, or when the statement could not be understood.</summary>
    public ElementExplanation? Mismatch => Outcome is StatementOutcome.Matched or StatementOutcome.NotUnderstood
        ? null
        : Elements.FirstOrDefault(static element => !element.Matches);

    /// <summary>Whether it has a part that a lenient compile could not understand: that part counts as true in a Deny and as false in an Allow. The compile's findings tell which.</summary>
    public bool HasUnknownTest => _compiled.HasUnknownTest;

    /// <summary>How its Principal element reaches the caller; <see cref="GrantClass.None"/> in kinds of policy without principals.</summary>
    public GrantClass Grant => Elements.OfType<PrincipalExplanation>().FirstOrDefault()?.Grant ?? GrantClass.None;

    /// <summary>The effect, the place and the outcome.</summary>
    public override string ToString() => $"{Effect} {Statement}: {Outcome}";

    internal CompiledStatement Compiled => _compiled;

    // A benign race: two threads may both work out the same details.
    private Details GetDetails() => _details ??= _scope.With((check, context) => new Details([.. StatementAnalysis.Analyze(_compiled, check, context)]));

    private sealed record Details(ImmutableArray<ElementExplanation> Elements);
}
