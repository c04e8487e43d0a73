using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Writes down what the evaluator does.</summary>
internal struct ExplanationRecorder : IEvaluationObserver
{
    private readonly ExplanationScope _scope;
    private readonly List<CheckExplanation> _checks = [];
    private readonly List<LayerExplanation> _layers = [];
    private readonly List<StatementExplanation> _statements = [];
    private ImmutableArray<DerivedContextKey> _derived = [];
    private LayerTallies _tallies;
    private CheckScope? _check;
    private EvaluationContext? _context;

    public ExplanationRecorder(ExplanationScope scope) => _scope = scope;

    public static bool SeesEverything => true;

    public readonly Explanation ToExplanation(AccessRequest request, Decision decision) => new(_scope, request, decision, [.. _checks], _derived);

    public void OnCheck(in AuthorizationCheck check, EvaluationContext context) => (_check, _context) = (new CheckScope(_scope, check), context);

    public readonly void OnStatement(PolicyLayer layer, int level, CompiledPolicy policy, CompiledStatement statement, StatementOutcome outcome) =>
        _statements.Add(new StatementExplanation(_check!, policy, statement, level, outcome));

    public void OnLayer(PolicyLayer layer, in LayerTally tally)
    {
        _tallies.Set(layer, in tally);
        _layers.Add(new LayerExplanation(layer.Kind, layer.Role, tally.Verdict, tally.Exemption, tally.Statement?.Source, Levels(layer, tally), [.. _statements]));
        _statements.Clear();
    }

    public void OnVerdict(Decision decision)
    {
        CheckScope check = _check!;
        // The same facts that the evaluator decided on; none where a rule settled the question before any policy was read.
        GrantFacts facts = _layers.Count == 0 ? default : new GrantFacts(check.Check, in _tallies, _context!);
        _checks.Add(new CheckExplanation(check, decision, facts.Class, facts.PolicyClass, [.. _layers]));
        _layers.Clear();
    }

    public void OnDerivedKeys(IReadOnlyDictionary<string, DerivedContextKey> keys) => _derived = [.. keys.Values];

    private readonly ImmutableArray<LevelExplanation> Levels(PolicyLayer layer, in LayerTally tally)
    {
        if (tally.Verdict is LayerVerdict.Absent or LayerVerdict.Exempt)
        {
            return [];
        }

        AuthorizationCheck check = _check!.Check;
        CompiledPolicy[][] compiled = (layer.Kind == PolicyKind.Resource ? check.ResourceLayer : check.Set[layer.Kind])!.Levels;
        var levels = ImmutableArray.CreateBuilder<LevelExplanation>(compiled.Length);
        for (int i = 0; i < compiled.Length; i++)
        {
            // S3-2: an Allow of a bucket policy may match and still not count; the tally of a kind with one level knows.
            bool allows = !(compiled.Length == 1 && tally.Verdict == LayerVerdict.Silent) && AllowsAt(i);
            levels.Add(new LevelExplanation(_check, layer.Kind, compiled, i, allows));
        }

        return levels.MoveToImmutable();
    }

    private readonly bool AllowsAt(int level)
    {
        foreach (StatementExplanation statement in _statements)
        {
            if (statement.Level == level && statement is { Outcome: StatementOutcome.Matched, Effect: PolicyEffect.Allow })
            {
                return true;
            }
        }

        return false;
    }
}
