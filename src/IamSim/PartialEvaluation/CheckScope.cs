using IamSim.Compilation;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.PartialEvaluation;

/// <summary>One check of a request with the context in which the evaluator makes it. Good until the next check begins.</summary>
internal sealed class CheckScope(in AuthorizationCheck check, EvaluationContext context)
{
    private readonly AuthorizationCheck _check = check;

    public ref readonly AuthorizationCheck Check => ref _check;

    public EvaluationContext Context => context;

    public bool HasSeveralResources => _check.Request.Resources.Length > 1;

    /// <summary>The number of the resource in the request.</summary>
    public int ResourceIndex => _check.Request.Resources.IndexOf(_check.Resource);

    /// <summary>Whether one of some keys has a value of its own for each resource.</summary>
    public bool DependsOnResource(IEnumerable<ContextKey> keys) => keys.Any(context.ComesFromResource);

    /// <summary>Whether a statement matches when every test that depends on an unknown key comes out as assumed.</summary>
    public bool Matches(CompiledStatement statement, bool assumption, out GrantClass grant)
    {
        context.AssumesUnknown = assumption;
        return LayerEvaluator.Test(statement, in _check, context, out grant) == StatementOutcome.Matched;
    }

    /// <summary>The patterns of a resource element that cover the resource or not, depending on an unknown variable.</summary>
    public TextPattern[] OpenPatterns(CompiledStatement statement)
    {
        context.UnknownMatches = true;
        return [.. statement.Resources!.Where(pattern => pattern.IsMatch(_check.ResourceText, context))];
    }

    /// <summary>Whether a statement concerns the check as far as action, resource and principal go, whatever its variables stand for.</summary>
    public bool Concerns(CompiledStatement statement)
    {
        context.AssumesUnknown = true;
        return LayerEvaluator.Test(statement, in _check, context, out _) is StatementOutcome.Matched or StatementOutcome.ConditionFails;
    }

    /// <summary>The variables of a resource element that covers the resource or not, depending on them; none when they do not matter.</summary>
    public IEnumerable<ContextKey> UndecidedVariables(CompiledStatement statement)
    {
        context.AssumesUnknown = true;
        bool could = statement.MatchesResource(_check.ResourceText, context);
        context.AssumesUnknown = false;
        return statement.MatchesResource(_check.ResourceText, context) == could ? [] : OpenPatterns(statement).SelectMany(static pattern => pattern.Variables);
    }
}
