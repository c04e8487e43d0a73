using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.PartialEvaluation;

/// <summary>Notes which unknown keys the statements that concern a request ask for (SIM-22).</summary>
internal struct MissingKeyRecorder : IEvaluationObserver
{
    private Dictionary<string, List<(string Name, PolicyKind Kind)>> _asked;
    private CheckScope _scope;

    public static bool SeesEverything => true;

    public static MissingKeyRecorder Create() => new() { _asked = new(AsciiFold.Comparer.Instance) };

    public readonly ImmutableArray<MissingContextKey> ToKeys() =>
    [
        .. _asked.Values
            .Select(static asked => new MissingContextKey(
                asked.Select(static entry => entry.Name).Order(StringComparer.Ordinal).First(),
                [.. PolicyLayers.All.Select(static layer => layer.Kind).Where(kind => asked.Exists(entry => entry.Kind == kind))]))
            .OrderBy(static key => key.Name, StringComparer.Ordinal),
    ];

    public void OnCheck(in AuthorizationCheck check, EvaluationContext context) => _scope = new CheckScope(in check, context);

    public readonly void OnStatement(PolicyLayer layer, int level, CompiledPolicy policy, CompiledStatement statement, StatementOutcome outcome)
    {
        if (!_scope.Concerns(statement))
        {
            return;
        }

        foreach (Condition condition in statement.Conditions)
        {
            Note(layer, condition.Key);
            foreach (ContextKey variable in condition.Source.Variables)
            {
                Note(layer, variable);
            }
        }

        foreach (ContextKey variable in _scope.UndecidedVariables(statement))
        {
            Note(layer, variable);
        }
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

    private readonly void Note(PolicyLayer layer, ContextKey key)
    {
        if (_scope.Context.IsUnknown(key))
        {
            if (!_asked.TryGetValue(key.Name, out List<(string, PolicyKind)>? asked))
            {
                _asked[key.Name] = asked = [];
            }

            asked.Add((key.Name, layer.Kind));
        }
    }
}
