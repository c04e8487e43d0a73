using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.PartialEvaluation;

/// <summary>Sorts the statements that the evaluator looks at in one check: those that match, those that do not, and those that the unknown keys decide.</summary>
internal sealed class CheckRecorder(CheckScope scope, TestTable tests)
{
    private readonly LayerFacts?[] _layers = new LayerFacts?[PolicyLayers.All.Length];

    public void Add(PolicyLayer layer, int level, CompiledStatement statement)
    {
        if (!scope.Matches(statement, assumption: true, out GrantClass grant))
        {
            return;
        }

        LayerFacts facts = FactsOf(layer);
        bool isCertain = scope.Matches(statement, assumption: false, out _);
        if (statement.Effect == PolicyEffect.Deny)
        {
            if (isCertain)
            {
                facts.Deny(statement);
            }
            else
            {
                facts.DenyIf(UndecidedTests(layer, statement));
            }
        }
        else if (LayerEvaluator.AllowsCount(layer, scope.Check))
        {
            if (isCertain)
            {
                facts.Allow(level, statement, grant);
            }
            else
            {
                facts.AllowIf(level, statement, grant, UndecidedTests(layer, statement));
            }
        }
    }

    /// <summary>Ends a layer. One that is absent or exempt keeps the evaluator's word for it.</summary>
    public void End(PolicyLayer layer, in LayerTally tally) => FactsOf(layer).End(in tally);

    /// <summary>What the check says when the evaluator is done with it.</summary>
    public CheckAnswer ToAnswer(in Decision decision)
    {
        if (Array.TrueForAll(_layers, static facts => facts is null))
        {
            // A rule settled the question before any policy was read.
            return new CheckAnswer(
                decision.IsAllowed ? ResidualCondition.Always : ResidualCondition.Never,
                decision.Kind == DecisionKind.ExplicitDeny ? ResidualCondition.Always : ResidualCondition.Never,
                decision);
        }

        return new GrantSearch(scope, tests, Array.ConvertAll(_layers, static facts => facts!)).Answer();
    }

    private LayerFacts FactsOf(PolicyLayer layer) => _layers[(int)layer.Kind] ??= new LayerFacts(layer, scope.Check[layer.Kind]?.Levels.Length ?? 0);

    private ResidualCondition UndecidedTests(PolicyLayer layer, CompiledStatement statement)
    {
        var undecided = new List<ResidualTest>();
        EvaluationContext context = scope.Context;
        context.AssumesUnknown = false;
        if (!statement.MatchesResource(scope.Check.ResourceText, context))
        {
            undecided.Add(tests.Of(layer, statement, scope));
        }

        foreach (Condition condition in statement.Conditions)
        {
            context.AssumesUnknown = false;
            if (!condition.Holds(context))
            {
                undecided.Add(tests.Of(layer, statement, condition, scope));
            }
        }

        return ResidualCondition.All(undecided.Select(ResidualCondition.Of));
    }
}

/// <summary>What one check says.</summary>
/// <param name="Allows">When it allows.</param>
/// <param name="Denies">When it denies explicitly.</param>
/// <param name="Favorable">The decision if every unknown test came out in the request's favor.</param>
internal sealed record CheckAnswer(ResidualCondition Allows, ResidualCondition Denies, Decision Favorable);
