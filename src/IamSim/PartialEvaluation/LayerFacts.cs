using IamSim.Compilation;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.PartialEvaluation;

/// <summary>What one layer says of one check: for certain, and under conditions.</summary>
internal sealed class LayerFacts(PolicyLayer layer, int levels)
{
    private readonly bool[] _isCertain = new bool[levels];
    private readonly List<ConditionalAllow>[] _allows = [.. Enumerable.Range(0, levels).Select(static _ => new List<ConditionalAllow>())];
    private LayerTally _tally = new() { Verdict = LayerVerdict.Silent };

    public PolicyLayer Layer => layer;

    /// <summary>The tally if no unknown test of the layer came out true.</summary>
    public ref readonly LayerTally Tally => ref _tally;

    /// <summary>When the layer denies explicitly, one condition for each Deny.</summary>
    public List<ResidualCondition> Denies { get; } = [];

    /// <summary>The Allow statements that the unknown keys decide, of all levels.</summary>
    public IEnumerable<ConditionalAllow> Allows => _allows.SelectMany(static level => level);

    public void Deny(CompiledStatement statement) => _tally.Deny(statement);

    public void DenyIf(ResidualCondition condition) => Denies.Add(condition);

    public void Allow(int level, CompiledStatement statement, GrantClass grant)
    {
        _isCertain[level] = true;
        _tally.Allow(statement, grant);
    }

    public void AllowIf(int level, CompiledStatement statement, GrantClass grant, ResidualCondition condition) =>
        _allows[level].Add(new ConditionalAllow(statement, grant, condition));

    /// <summary>Ends the layer, as the evaluator does: every level has to allow.</summary>
    public void End(in LayerTally evaluated)
    {
        if (evaluated.Verdict is LayerVerdict.Absent or LayerVerdict.Exempt)
        {
            _tally = evaluated;
        }
        else if (_tally.Verdict != LayerVerdict.Deny)
        {
            bool allows = levels > 0 && Array.TrueForAll(_isCertain, static certain => certain);
            _tally.Verdict = allows ? LayerVerdict.Allow : LayerVerdict.Silent;
            _tally.Statement = allows ? _tally.Statement : null;
        }
    }

    /// <summary>When every level allows, given that the layer does not for certain.</summary>
    public ResidualCondition AllowsEveryLevel() => levels == 0
        ? ResidualCondition.Never
        : ResidualCondition.All(_allows.Where((_, level) => !_isCertain[level]).Select(static level => ResidualCondition.Any(level.Select(static allow => allow.Condition))));
}

/// <summary>An Allow statement that the unknown keys decide.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Grant">How it reaches the caller.</param>
/// <param name="Condition">When it matches.</param>
internal sealed record ConditionalAllow(CompiledStatement Statement, GrantClass Grant, ResidualCondition Condition);
