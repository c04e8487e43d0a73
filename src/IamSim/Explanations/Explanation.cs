using System.Collections.Immutable;
using System.Diagnostics;
using IamSim.Conditions;

namespace IamSim.Explanations;

/// <summary>A decision and why: data, told as text by <see cref="ToString"/>. Immutable and thread-safe.</summary>
/// <remarks>Making one costs little more than the evaluation; details of statements, near misses and fixes are worked out when they are asked for.</remarks>
[DebuggerDisplay("{Decision}: {Request}")]
public sealed class Explanation
{
    private readonly ExplanationScope _scope;

    internal Explanation(ExplanationScope scope, AccessRequest request, Decision decision, ImmutableArray<CheckExplanation> checks, ImmutableArray<DerivedContextKey> derivedKeys)
    {
        _scope = scope;
        Request = request;
        Decision = decision;
        Checks = checks;
        DerivedKeys = derivedKeys;
    }

    /// <summary>The question.</summary>
    public AccessRequest Request { get; }

    /// <summary>The answer.</summary>
    public Decision Decision { get; }

    /// <summary>One entry for each resource, and one for each access point on the way.</summary>
    public ImmutableArray<CheckExplanation> Checks { get; }

    /// <summary>The context keys that policies asked for and that were derived, not stated, ordered by name.</summary>
    public ImmutableArray<DerivedContextKey> DerivedKeys { get; }

    /// <summary>For an implicit deny, the Allow statements of the layers that miss one, or of a resource policy that could have granted, closest first; otherwise none. See <see cref="NearMiss"/>.</summary>
    public ImmutableArray<NearMiss> NearMisses => Decision.Kind == DecisionKind.ImplicitDeny ? NearMissRanking.Of(this) : [];

    /// <summary>
    /// The smallest changes that would turn a deny into an allow, smallest first. Each one has been verified: it carries the changed policies
    /// and request, whose evaluation allows.
    /// </summary>
    /// <param name="maximum">How many to propose at most.</param>
    /// <returns>The fixes; none when the request is allowed, or when no change of policies or context keys can allow it.</returns>
    /// <remarks>Compiles and evaluates variations of the policy set, some dozens at most: dear compared with an evaluation.</remarks>
    public ImmutableArray<ProposedFix> ProposeFixes(int maximum = 3)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maximum);
        return Decision.IsAllowed || maximum == 0 ? [] : new FixFinder(this).Find(maximum);
    }

    /// <summary>The explanation as lines of text, without color.</summary>
    public override string ToString() => ExplanationText.Render(this, ExplanationTextOptions.Default);

    /// <summary>The explanation as lines of text.</summary>
    /// <param name="options">How to tell it.</param>
    public string ToText(ExplanationTextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return ExplanationText.Render(this, options);
    }

    internal ExplanationScope Scope => _scope;
}
