using IamSim.Compilation;
using IamSim.Conditions;

namespace IamSim.Evaluation;

/// <summary>
/// Watches an evaluation. Implemented by structs only: for the empty one the compiler removes every call, so that watching costs nothing
/// where nobody watches.
/// </summary>
internal interface IEvaluationObserver
{
    /// <summary>Whether every statement is to be looked at, also those that can no longer change the answer.</summary>
    public static abstract bool SeesEverything { get; }

    /// <summary>A check begins. The context is good until the next check: what is to be kept has to be copied.</summary>
    public void OnCheck(in AuthorizationCheck check, EvaluationContext context);

    public void OnStatement(PolicyLayer layer, int level, CompiledPolicy policy, CompiledStatement statement, StatementOutcome outcome);

    public void OnLayer(PolicyLayer layer, in LayerTally tally);

    public void OnVerdict(Decision decision);

    public void OnDerivedKeys(IReadOnlyDictionary<string, DerivedContextKey> keys);
}

/// <summary>Watches nothing.</summary>
internal struct NoObserver : IEvaluationObserver
{
    public static bool SeesEverything => false;

    public readonly void OnCheck(in AuthorizationCheck check, EvaluationContext context)
    {
    }

    public readonly void OnStatement(PolicyLayer layer, int level, CompiledPolicy policy, CompiledStatement statement, StatementOutcome outcome)
    {
    }

    public readonly void OnLayer(PolicyLayer layer, in LayerTally tally)
    {
    }

    public readonly void OnVerdict(Decision decision)
    {
    }

    public readonly void OnDerivedKeys(IReadOnlyDictionary<string, DerivedContextKey> keys)
    {
    }
}
