using IamSim.Compilation;
using IamSim.Evaluation;

namespace IamSim.Explanations;

/// <summary>
/// What an explanation keeps of an evaluation, so that details can be worked out when they are asked for. The time of the request is fixed,
/// so that they are those of the evaluation that was watched.
/// </summary>
/// <param name="Set">The policies.</param>
/// <param name="Request">The request with its time.</param>
/// <param name="Clock">Never asked, since the request has a time.</param>
internal sealed record ExplanationScope(CompiledPolicySet Set, AccessRequest Request, TimeProvider Clock);

/// <summary>One check of the evaluation.</summary>
/// <param name="evaluation">The evaluation.</param>
/// <param name="check">The check, of which is kept what it is made of.</param>
internal sealed class CheckScope(ExplanationScope evaluation, in AuthorizationCheck check)
{
    private readonly PreparedAction _action = check.Action;
    private readonly RequestResource _resource = check.Resource;
    private readonly bool _isAccessPoint = check.IsAccessPoint;

    public ExplanationScope Evaluation => evaluation;

    public AuthorizationCheck Check
    {
        get
        {
            var check = new AuthorizationCheck(evaluation.Set, evaluation.Request, _action, _resource);
            return _isAccessPoint ? check.ThroughAccessPoint() : check;
        }
    }

    /// <summary>Works something out with the context of the check.</summary>
    public T With<T>(Func<AuthorizationCheck, EvaluationContext, T> work)
    {
        EvaluationContext context = EvaluationContext.Rent(evaluation.Set, evaluation.Request, _action.Traits, evaluation.Clock);
        AuthorizationCheck check = Check;
        context.Select(_resource, check.Owner);
        T result = work(check, context);
        context.Return();
        return result;
    }
}
