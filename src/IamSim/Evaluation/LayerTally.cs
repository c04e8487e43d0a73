using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using IamSim.Compilation;
using IamSim.Policies;

namespace IamSim.Evaluation;

/// <summary>What a layer says, through which statement. <c>default</c> is a layer that is absent.</summary>
internal struct LayerTally
{
    // Kept as a difference, so that a tally nobody touched is that of an absent layer.
    private byte _verdict;

    public LayerTally(LayerVerdict verdict) => Verdict = verdict;

    /// <summary>The first matching Deny, or the strongest matching Allow.</summary>
    public CompiledStatement? Statement;

    public LayerExemption Exemption;

    /// <summary>How strongly the layer grants; only resource policies know degrees.</summary>
    public GrantClass Grant;

    public LayerVerdict Verdict
    {
        readonly get => (LayerVerdict)(_verdict ^ (byte)LayerVerdict.Absent);
        set => _verdict = (byte)((byte)value ^ (byte)LayerVerdict.Absent);
    }

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

/// <summary>The tallies of all kinds of policy, and which of them stand in the way.</summary>
internal struct LayerTallies
{
    private Cells _cells;

    /// <summary>The layers that deny.</summary>
    public DecisionSources Denied { get; private set; }

    /// <summary>The layers that apply and do not allow.</summary>
    public DecisionSources Silent { get; private set; }

    /// <summary>The tally of a kind.</summary>
    [UnscopedRef]
    public readonly ref readonly LayerTally this[PolicyKind kind] => ref _cells[(int)kind];

    public void Set(PolicyLayer layer, in LayerTally tally)
    {
        _cells[(int)layer.Kind] = tally;
        Denied = (Denied & ~layer.Flag) | (tally.Verdict == LayerVerdict.Deny ? layer.Flag : DecisionSources.None);
        Silent = (Silent & ~layer.Flag) | (tally.Verdict == LayerVerdict.Silent ? layer.Flag : DecisionSources.None);
    }

    [InlineArray(7)]
    private struct Cells
    {
        private LayerTally _first;
    }
}
