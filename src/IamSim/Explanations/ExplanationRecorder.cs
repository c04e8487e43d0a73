using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Evaluation;

namespace IamSim.Explanations;

/// <summary>Writes down what the evaluator does.</summary>
internal struct ExplanationRecorder : IEvaluationObserver
{
    private List<CheckExplanation> _checks;
    private List<LayerExplanation> _layers;
    private List<StatementExplanation> _statements;
    private ImmutableSortedDictionary<string, string> _derived;
    private AuthorizationCheck _check;

    public static bool SeesEverything => true;

    public static ExplanationRecorder Create() => new()
    {
        _checks = [],
        _layers = [],
        _statements = [],
        _derived = ImmutableSortedDictionary<string, string>.Empty,
    };

    public readonly Explanation ToExplanation(AccessRequest request, Decision decision) => new(request, decision, [.. _checks], _derived);

    public void OnCheck(in AuthorizationCheck check, EvaluationContext context) => _check = check;

    public readonly void OnStatement(PolicyLayer layer, int level, CompiledPolicy policy, CompiledStatement statement, StatementOutcome outcome) =>
        _statements.Add(new StatementExplanation(policy.Document, statement.Source, statement.Effect, level, outcome));

    public readonly void OnLayer(PolicyLayer layer, in LayerTally tally)
    {
        int? silentLevel = tally.SilentLevel < 0 ? null : tally.SilentLevel;
        _layers.Add(new LayerExplanation(layer.Kind, layer.Role == LayerRole.Limit, tally.Verdict, tally.Exemption, tally.Statement?.Source, silentLevel, [.. _statements]));
        _statements.Clear();
    }

    public readonly void OnVerdict(in Decision decision)
    {
        _checks.Add(new CheckExplanation(_check.ResourceText, _check.Owner, _check.IsAccessPoint, decision, [.. _layers]));
        _layers.Clear();
    }

    public void OnDerivedKeys(IReadOnlyDictionary<string, string> keys) => _derived = keys.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
