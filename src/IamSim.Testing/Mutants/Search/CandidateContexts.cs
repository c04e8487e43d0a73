using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Evaluation;

namespace IamSim.Testing.Mutants.Search;

/// <summary>Contexts that the conditions of changed statements tell apart: all of them hold, or all but what one key is given.</summary>
/// <param name="simulator">The policies.</param>
/// <param name="subject">Derives what the environment tells of a request.</param>
/// <param name="one">The request.</param>
/// <param name="time">The time of the request.</param>
internal sealed class CandidateContexts(Simulator simulator, PolicyTestSubject subject, PolicyTestCase one, DateTimeOffset time)
{
    private const int Most = 60;

    /// <summary>The contexts.</summary>
    /// <param name="before">The statements as they are.</param>
    /// <param name="after">The statements as they become.</param>
    public IEnumerable<RequestContext> Of(IReadOnlyList<CompiledStatement> before, IReadOnlyList<CompiledStatement> after) =>
        after.Concat(before).SelectMany(statement => Around(statement.Conditions, [.. before.Concat(after).SelectMany(static other => other.Conditions)])).DistinctBy(static context => context.ToString(), StringComparer.Ordinal).Take(Most);

    private IEnumerable<RequestContext> Around(Condition[] conditions, Condition[] all)
    {
        RequestContext held = one.Conditions.Context;
        foreach (Condition condition in conditions)
        {
            if (!Holds(condition, held) && ValuesOf(condition, held).Select(value => held.With(condition.Key.Name, value)).FirstOrDefault(context => Holds(condition, context)) is { } found)
            {
                held = found;
            }
        }

        yield return held;
        foreach (Condition condition in all)
        {
            foreach (ContextValue value in ValuesOf(condition, held))
            {
                yield return held.With(condition.Key.Name, value);
            }
        }
    }

    private bool Holds(Condition condition, RequestContext stated) => With(stated, condition.Holds);

    private ContextValue[] ValuesOf(Condition condition, RequestContext stated) => With(stated, context => ConditionValues.Of(condition, context).ToArray());

    private T With<T>(RequestContext stated, Func<EvaluationContext, T> work)
    {
        AccessRequest request = subject.Prepare(one with { Conditions = one.Conditions with { Context = stated } }).Request;
        request = request.Time is null ? request with { Time = time } : request;
        CompiledPolicySet set = simulator.CompiledPolicies;
        PreparedAction action = set.Actions.Get(request.Action);
        var check = new AuthorizationCheck(set, request, action, request.Resources[0]);
        EvaluationContext context = EvaluationContext.Rent(set, request, action.Traits, simulator.TimeProvider);
        context.Select(request.Resources[0], check.Owner);
        T result = work(context);
        context.Return();
        return result;
    }
}
