using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>
/// One test of a statement that looks at the caller. Callers of the same policies for whom every such test comes out the same get the same
/// answer. Immutable.
/// </summary>
internal sealed class CallerTest
{
    private readonly CompiledStatement _statement;
    private readonly Condition? _condition;
    private readonly ImmutableArray<ContextKey> _keys;
    private readonly bool _looksAtCallerOnly;

    private CallerTest(CompiledStatement statement, Condition? condition, ImmutableArray<ContextKey> keys, bool looksAtCallerOnly)
    {
        _statement = statement;
        _condition = condition;
        _keys = keys;
        _looksAtCallerOnly = looksAtCallerOnly;
    }

    /// <summary>The tests of a statement.</summary>
    public static IEnumerable<CallerTest> Of(CompiledStatement statement, CallerSource source)
    {
        if (statement.Principals is not null)
        {
            yield return new CallerTest(statement, null, default, looksAtCallerOnly: true);
        }

        ContextKey[] variables = [.. (statement.Resources ?? []).SelectMany(static pattern => pattern.Variables)];
        if (Array.Exists(variables, source.Knows))
        {
            yield return new CallerTest(statement, null, [.. variables.Where(source.Knows)], Array.TrueForAll(variables, source.Knows));
        }

        foreach (Condition condition in statement.Conditions)
        {
            ContextKey[] keys = [condition.Key, .. condition.Source.Variables];
            if (Array.Exists(keys, source.Knows))
            {
                yield return new CallerTest(statement, condition, [.. keys.Where(source.Knows)], Array.TrueForAll(keys, source.Knows));
            }
        }
    }

    /// <summary>Adds what the test says of the caller that the source stands for.</summary>
    /// <param name="question">The question.</param>
    /// <param name="source">The caller.</param>
    /// <param name="hasBoundary">Whether it has a permissions boundary.</param>
    /// <param name="facts">Takes the numbers.</param>
    public void AddFacts(CallerFolding question, CallerSource source, bool hasBoundary, List<int> facts)
    {
        if (_keys.IsDefault)
        {
            facts.Add((int)_statement.Principals!.Reaches(source.Caller, _statement.Effect == PolicyEffect.Deny, hasBoundary, question.Resource.Resource.FrozenPrincipalIds));
            return;
        }

        // A missing value may be absent or unknown, which is not the same as a value that fails.
        bool isComplete = _looksAtCallerOnly && question.Resource.Resource.AccessPointArn is null && _keys.All(key => source.ValueOf(key) is not null);
        if (isComplete)
        {
            bool holds = _condition?.Holds(source) ?? _statement.MatchesResource(question.Resource.Resource.Arn, source);
            facts.Add(holds ? -1 : -2);
            return;
        }

        foreach (ContextKey key in _keys)
        {
            facts.Add(source.ValueOf(key) is { } value ? question.NumberOf(value) : OutcomeOf(key, source.Caller));
        }
    }

    // Of a value that is not known the ends may be, as the id of a role is without the name of the session.
    private int OutcomeOf(ContextKey key, Principal caller) =>
        _condition?.Key.Global == key.Global && PrincipalKeys.EndsOf(caller, key) is { } ends
            ? _condition.OutcomeFor(ends) switch { true => -4, false => -5, _ => -3 }
            : -3;
}
