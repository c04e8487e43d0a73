using System.Collections.Immutable;

namespace IamSim.Explanations;

/// <summary>Changes that together turn a deny into an allow. None of them can be left out. Immutable.</summary>
public sealed class ProposedFix
{
    internal ProposedFix(ImmutableArray<ProposedChange> changes, PolicySet policies, AccessRequest request, Decision decision)
    {
        Changes = changes;
        Policies = policies;
        Request = request;
        Decision = decision;
    }

    /// <summary>The changes; at least one.</summary>
    public ImmutableArray<ProposedChange> Changes { get; }

    /// <summary>The policies with the changes made.</summary>
    public PolicySet Policies { get; }

    /// <summary>The request with the changes made, and with the time of the evaluation that was explained.</summary>
    public AccessRequest Request { get; }

    /// <summary>The decision on <see cref="Request"/> under <see cref="Policies"/>: always allowed.</summary>
    public Decision Decision { get; }

    /// <summary>The changes in words, behind an "if".</summary>
    public override string ToString() => Wording.Plain(FixText.Describe(this));
}
