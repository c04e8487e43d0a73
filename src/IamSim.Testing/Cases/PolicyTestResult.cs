using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Explanations;

namespace IamSim.Testing;

/// <summary>The answer to a case, beside the one that was meant. Immutable and thread-safe.</summary>
public sealed class PolicyTestResult
{
    private readonly PreparedCase _prepared;

    internal PolicyTestResult(PreparedCase prepared, Decision decision)
    {
        (_prepared, Decision) = (prepared, decision);
        Verdict = prepared.Judge(decision);
    }

    /// <summary>The case.</summary>
    public PolicyTestCase Case => _prepared.Case;

    /// <summary>The decision.</summary>
    public Decision Decision { get; }

    /// <summary>Whether it is what was meant.</summary>
    public PolicyTestVerdict Verdict { get; }

    /// <summary>What is not known about the policies.</summary>
    public ImmutableArray<EnvironmentGap> Gaps => _prepared.Gaps;

    /// <summary>Tells why, with the places of the policies. Evaluates again, watched.</summary>
    public Explanation Explain() => _prepared.Explain();

    internal PreparedCase Prepared => _prepared;

    /// <summary>The case and the decision in one line.</summary>
    public override string ToString() => $"{Verdict}: {Case}: {Decision}";
}
