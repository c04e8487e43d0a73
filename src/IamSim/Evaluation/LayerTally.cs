using System.Runtime.CompilerServices;
using IamSim.Compilation;
using IamSim.Policies;

namespace IamSim.Evaluation;

/// <summary>What a layer says, through which statement.</summary>
internal struct LayerTally
{
    public LayerVerdict Verdict;
    public LayerExemption Exemption;

    /// <summary>How strongly the layer grants; only resource policies know degrees.</summary>
    public GrantClass Grant;

    /// <summary>The first matching Deny, or the strongest matching Allow.</summary>
    public CompiledStatement? Statement;

    /// <summary>The first level without an Allow, for a layer that is silent; otherwise -1.</summary>
    public int SilentLevel;

    /// <summary>Whether the layer does not stand in the way: absent, exempt or allowing.</summary>
    public readonly bool Passes => Verdict is LayerVerdict.Allow or LayerVerdict.Absent or LayerVerdict.Exempt;

    /// <summary>Counts a Deny; the first one is named.</summary>
    public void Deny(CompiledStatement statement)
    {
        if (Verdict != LayerVerdict.Deny)
        {
            (Verdict, Statement) = (LayerVerdict.Deny, statement);
        }
    }

    /// <summary>Counts an Allow; the one that reaches the caller best is named.</summary>
    public void Allow(CompiledStatement statement, GrantClass grant)
    {
        if (Verdict != LayerVerdict.Deny && (grant > Grant || Statement is null))
        {
            (Grant, Statement) = (grant, statement);
        }
    }
}

/// <summary>The tallies of all kinds of policy.</summary>
[InlineArray(7)]
internal struct LayerTallies
{
    private LayerTally _first;

    /// <summary>The tally of a kind.</summary>
    public static ref LayerTally Of(ref LayerTallies tallies, PolicyKind kind) => ref tallies[(int)kind];
}
