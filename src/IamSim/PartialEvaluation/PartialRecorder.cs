using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;

namespace IamSim.PartialEvaluation;

/// <summary>Works out a partial answer while the evaluator makes its way through the policies.</summary>
internal struct PartialRecorder : IEvaluationObserver
{
    private TestTable _tests;
    private List<CheckAnswer> _answers;
    private CheckRecorder _check;

    public static bool SeesEverything => true;

    public static PartialRecorder Create() => new() { _tests = new TestTable(), _answers = [] };

    /// <summary>The answer.</summary>
    /// <param name="request">The question.</param>
    /// <param name="unfavorable">What the evaluator answered: the decision if every unknown test stood against the request.</param>
    /// <param name="needed">What that decision had to assume, of all that was looked at.</param>
    public readonly PartialDecision ToPartialDecision(AccessRequest request, in Decision unfavorable, DecisionAssumptions needed)
    {
        ResidualCondition residual = ResidualSimplifier.Simplify(ResidualCondition.All(_answers.Select(static answer => answer.Allows)));
        ResidualCondition denies = ResidualSimplifier.Simplify(ResidualCondition.Any(_answers.Select(static answer => answer.Denies)));
        Decision favorable = _answers.Select(static answer => answer.Favorable).Aggregate(static (left, right) => Verdicts.Combine(left, right));
        Decision? decision = (residual, denies) switch
        {
            ({ IsAlways: true }, _) => Pick(DecisionKind.Allowed, unfavorable, favorable),
            ({ IsNever: true }, { IsAlways: true }) => Pick(DecisionKind.ExplicitDeny, favorable, unfavorable),
            ({ IsNever: true }, { IsNever: true }) => Pick(DecisionKind.ImplicitDeny, favorable, unfavorable),
            _ => null,
        };
        return decision is { } certain
            ? new PartialDecision(request, residual, certain.AssumingNothing().Assuming(needed), needed)
            : new PartialDecision(request, residual, null, unfavorable.Assumptions);
    }

    public void OnCheck(in AuthorizationCheck check, EvaluationContext context) => _check = new CheckRecorder(new CheckScope(in check, context), _tests);

    public readonly void OnStatement(PolicyLayer layer, int level, CompiledPolicy policy, CompiledStatement statement, StatementOutcome outcome) => _check.Add(layer, level, statement);

    public readonly void OnLayer(PolicyLayer layer, in LayerTally tally) => _check.End(layer, in tally);

    public readonly void OnVerdict(Decision decision) => _answers.Add(_check.ToAnswer(in decision));

    public readonly void OnDerivedKeys(IReadOnlyDictionary<string, DerivedContextKey> keys)
    {
    }

    // Where contradictory tests decide, neither extreme need be of the right kind; then nobody is named.
    private static Decision Pick(DecisionKind kind, in Decision first, in Decision second) =>
        first.Kind == kind ? first : second.Kind == kind ? second : new Decision(kind, DecisionSource.None, DecisionSources.None, null);
}
