using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.PartialEvaluation;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Testing;

/// <summary>Watches a case being decided and keeps which statements matched, and which of them decided.</summary>
internal struct CoverageObserver : IEvaluationObserver
{
    private readonly StatementParts _parts;
    private readonly List<StatementSighting> _check = [];
    private readonly List<(DecisionKind Kind, StatementSighting Sighting)> _deciding = [];
    private LayerTallies _tallies;
    private CheckScope? _scope;

    public CoverageObserver(StatementParts parts) => _parts = parts;

    public static bool SeesEverything => true;

    /// <summary>Every statement that was looked at, once for each check.</summary>
    public List<StatementSighting> Sightings { get; } = [];

    /// <summary>The statements that decided, given the decision on the whole request: those of checks that came out otherwise did not.</summary>
    public readonly IEnumerable<StatementSighting> Deciding(DecisionKind decision) => _deciding.Where(one => one.Kind == decision).Select(static one => one.Sighting);

    public void OnCheck(in AuthorizationCheck check, EvaluationContext context)
    {
        _scope = new CheckScope(in check, context);
        _tallies = default;
        _check.Clear();
    }

    public readonly void OnStatement(PolicyLayer layer, int level, CompiledPolicy policy, CompiledStatement statement, StatementOutcome outcome)
    {
        StatementSighting sighting = _parts.Of(policy, statement).See(layer.Kind, statement, outcome, _scope!);
        _check.Add(sighting);
        Sightings.Add(sighting);
    }

    public void OnLayer(PolicyLayer layer, in LayerTally tally) => _tallies.Set(layer, in tally);

    public readonly void OnVerdict(Decision decision)
    {
        foreach (StatementSighting sighting in _check)
        {
            if (Decides(sighting, decision))
            {
                _deciding.Add((decision.Kind, sighting));
            }
        }
    }

    public readonly void OnDerivedKeys(IReadOnlyDictionary<string, DerivedContextKey> keys)
    {
    }

    private readonly bool Decides(StatementSighting sighting, in Decision decision)
    {
        // S3-5: a policy is public by the statements that open it, whether they match or not.
        if (decision.Rule == NamedRule.S3BlockPublicAccess)
        {
            return sighting.Kind == PolicyKind.Resource && PublicBucketPolicy.IsPublic(sighting.Statement.Source);
        }

        if (sighting.Outcome != StatementOutcome.Matched || decision.Rule is not null)
        {
            return false;
        }

        return decision.Kind switch
        {
            DecisionKind.ExplicitDeny => sighting.Statement.Effect == PolicyEffect.Deny,
            DecisionKind.Allowed => sighting.Statement.Effect == PolicyEffect.Allow && IsNeeded(PolicyLayers.Of(sighting.Kind), decision),
            _ => false,
        };
    }

    /// <summary>Whether a layer granted, or would have stood in the way had it not allowed.</summary>
    private readonly bool IsNeeded(PolicyLayer layer, in Decision decision)
    {
        if (_tallies[layer.Kind].Verdict != LayerVerdict.Allow)
        {
            return false;
        }

        LayerTallies silenced = _tallies;
        silenced.Set(layer, new LayerTally(LayerVerdict.Silent));
        AuthorizationCheck check = _scope!.Check;
        return layer.Source == decision.DecidedBy || !Evaluator.Decide(in check, in silenced, _scope.Context).IsAllowed;
    }
}
