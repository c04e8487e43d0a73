using System.Collections.Immutable;
using IamSim.Explanations;
using IamSim.Identifiers;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>The answer for a class of callers. Thread-safe.</summary>
internal sealed class AccessFinding
{
    private readonly EnvironmentAnalyzer _analyzer;
    private readonly CallerProfile _representative;
    private readonly ActionName _action;
    private readonly ResourceProfile _resource;
    private readonly AccessConditions _stated;
    private readonly AccessAnswer _answer;
    private readonly Lazy<ImmutableArray<PolicyStatement>> _grants;

    /// <summary>Asks.</summary>
    /// <param name="analyzer">Who is asked.</param>
    /// <param name="representative">One of the callers.</param>
    /// <param name="kind">What sort of caller it is.</param>
    /// <param name="action">The action.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="stated">What else is stated.</param>
    public AccessFinding(EnvironmentAnalyzer analyzer, CallerProfile representative, AccessSubjectKind kind, ActionName action, ResourceProfile resource, AccessConditions stated)
    {
        (_analyzer, _representative, _action, _resource, _stated) = (analyzer, representative, action, resource, stated);
        _answer = analyzer.Ask(representative, action, resource, stated);
        _grants = new Lazy<ImmutableArray<PolicyStatement>>(FindGrants);
        (State, Condition) = (_answer.State, _answer.Partial.Residual);
        if (kind == AccessSubjectKind.AnyAccount && !Condition.IsAlways)
        {
            ResidualCondition left = StrangerConditions.Assume(Condition, test => StrangerConditions.OfUnknownAccount(test, analyzer.Environment));
            // What such a caller meets is told all the same: it is what the answer depends on.
            Condition = left.IsAlways ? Condition : left;
            State = left.IsNever ? AccessState.Denied : State;
        }
    }

    public AccessState State { get; }

    /// <summary>What has to hold of unknown keys.</summary>
    public ResidualCondition Condition { get; }

    public ImmutableArray<EnvironmentGap> Gaps => _answer.Gaps;

    /// <summary>The granting statements in their places, for one caller of the class.</summary>
    public ImmutableArray<DecidingStatement> GrantsOf(AccessSubject subject) =>
        [.. _grants.Value.Select(statement => DecidingStatement.Find(subject.Caller, _resource, _stated, statement)).OfType<DecidingStatement>()];

    /// <summary>Tells why, for one caller of the class.</summary>
    public Explanation Explain(AccessSubject subject) => _analyzer.Ask(EnvironmentAnalyzer.WithSession(subject.Caller, _stated), _action, _resource, _stated).Explain();

    // Those that match, and those that would if the keys on which the answer depends were right.
    private ImmutableArray<PolicyStatement> FindGrants()
    {
        HashSet<PolicyStatement> open = new(_answer.Partial.Residual.Tests.Select(static test => test.Statement).OfType<PolicyStatement>(), ReferenceEqualityComparer.Instance);
        Explanation explanation = _analyzer.SimulatorOf(_representative, _resource, _stated).Explain(_answer.Request);
        return
        [
            .. from check in explanation.Checks
               from layer in check.Layers
               where layer.Kind is PolicyKind.Resource or PolicyKind.Identity && layer.Verdict != LayerVerdict.Exempt
               from statement in layer.Statements
               where statement.Effect == PolicyEffect.Allow && (statement.Outcome == StatementOutcome.Matched || open.Contains(statement.Statement))
               select statement.Statement,
        ];
    }
}
