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
internal sealed class CheckScope(ExplanationScope evaluation, AuthorizationCheck check)
{
    public ExplanationScope Evaluation => evaluation;

    public AuthorizationCheck Check => check;

    /// <summary>Works something out with the context of the check.</summary>
    public T With<T>(Func<AuthorizationCheck, EvaluationContext, T> work)
    {
        EvaluationContext context = EvaluationContext.Rent(evaluation.Set, evaluation.Request, evaluation.Clock);
        context.Select(check.Resource, check.Owner);
        T result = work(check, context);
        context.Return();
        return result;
    }
}
