using System.Collections.Immutable;

namespace IamSim.Explanations;

/// <summary>A decision and why: data, told as text by <see cref="ToString"/>. Immutable and thread-safe.</summary>
public sealed class Explanation
{
    internal Explanation(AccessRequest request, Decision decision, ImmutableArray<CheckExplanation> checks, ImmutableSortedDictionary<string, string> derivedKeys)
    {
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

    /// <summary>The context keys that policies asked for and that were derived, not stated, with their values.</summary>
    public ImmutableSortedDictionary<string, string> DerivedKeys { get; }

    /// <summary>The explanation as lines of text, without colour.</summary>
    public override string ToString() => ExplanationText.Render(this);
}
