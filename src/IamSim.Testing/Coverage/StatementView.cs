using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>A compiled statement by its parts, each of which can be asked whether it matches.</summary>
internal sealed class StatementView
{
    private readonly int _resources;
    private readonly int _principals;
    private readonly int _conditions;
    private readonly List<(int Place, Condition Single)> _values = [];

    public StatementView(CompiledPolicy policy, CompiledStatement statement)
    {
        var parts = ImmutableArray.CreateBuilder<StatementPart>();
        PolicyStatement written = statement.Source;
        CoveredElementKind actions = written.Action is not null ? CoveredElementKind.Action : CoveredElementKind.NotAction;
        parts.AddRange(((written.Action ?? written.NotAction)?.Values ?? []).Select(value => new StatementPart(actions, value.Text, value.Span)));
        _resources = parts.Count;
        CoveredElementKind resources = written.Resource is not null ? CoveredElementKind.Resource : CoveredElementKind.NotResource;
        parts.AddRange(((written.Resource ?? written.NotResource)?.Values ?? []).Where(static value => value.Kind != PolicyValueKind.Null).Select(value => new StatementPart(resources, value.Text, value.Span)));
        _principals = parts.Count;
        CoveredElementKind principals = written.Principal is not null ? CoveredElementKind.Principal : CoveredElementKind.NotPrincipal;
        parts.AddRange(ValuesOf(written.Principal ?? written.NotPrincipal).Select(value => new StatementPart(principals, value.Text, value.Span)));
        _conditions = parts.Count;
        parts.AddRange(statement.Conditions.Select(static condition => new StatementPart(CoveredElementKind.Condition, $"{condition.Source.Operator.Operator.Text} {condition.Source.Key.Key.Text}", condition.Source.Key.Key.Span)));
        foreach (Condition condition in statement.Conditions.Where(static condition => condition.Source.Key.Values.Length > 1))
        {
            foreach (PolicyValue value in condition.Source.Key.Values)
            {
                if (Single(policy.Document, condition, value) is { } single)
                {
                    _values.Add((parts.Count, single));
                    parts.Add(new StatementPart(CoveredElementKind.ConditionValue, value.Text, value.Span));
                }
            }
        }

        Parts = parts.ToImmutable();
    }

    /// <summary>The parts; the places of a sighting are numbers in this list.</summary>
    public ImmutableArray<StatementPart> Parts { get; }

    /// <summary>Looks at the statement in a check.</summary>
    public StatementSighting See(PolicyKind kind, CompiledStatement statement, StatementOutcome outcome, CheckScope scope)
    {
        var sighting = new StatementSighting(kind, statement, outcome);
        switch (outcome)
        {
            case StatementOutcome.ActionDiffers:
                SeeExcluded(sighting, statement.ActionsAreExcluded, 0, _resources, scope);
                break;
            case StatementOutcome.ResourceDiffers:
                SeeExcluded(sighting, statement.ResourcesAreExcluded, _resources, _principals, scope);
                break;
            case StatementOutcome.PrincipalDiffers:
                SeeExcluded(sighting, statement.Principals!.IsNegated, _principals, _conditions, scope);
                break;
            default:
                SeeMatched(sighting, scope);
                break;
        }

        return sighting;
    }

    private void SeeMatched(StatementSighting sighting, CheckScope scope)
    {
        CompiledStatement statement = sighting.Statement;
        for (int place = 0; place < _conditions; place++)
        {
            // Of what is excluded no entry lets a request in.
            if (!IsExcluding(statement, place) && Matches(statement, place, scope))
            {
                sighting.Entries.Add(place);
            }
        }

        for (int i = 0; i < statement.Conditions.Length; i++)
        {
            sighting.Conditions.Add((_conditions + i, statement.Conditions[i].Holds(scope.Context)));
        }

        sighting.Values.AddRange(_values.Where(value => Has(value.Single, scope.Context)).Select(static value => value.Place));
    }

    private bool IsExcluding(CompiledStatement statement, int place) =>
        place < _resources ? statement.ActionsAreExcluded : place < _principals ? statement.ResourcesAreExcluded : statement.Principals is { IsNegated: true };

    // What is excluded matters when everything else matches.
    private void SeeExcluded(StatementSighting sighting, bool isExcluding, int from, int to, CheckScope scope)
    {
        if (!isExcluding || !MatchesBut(sighting.Statement, sighting.Outcome, scope))
        {
            return;
        }

        int[] excluding = [.. Enumerable.Range(from, to - from).Where(place => Matches(sighting.Statement, place, scope))];
        if (excluding.Length == 1)
        {
            sighting.Excluding.Add(excluding[0]);
        }
    }

    private static bool MatchesBut(CompiledStatement statement, StatementOutcome outcome, CheckScope scope)
    {
        AuthorizationCheck check = scope.Check;
        return (outcome == StatementOutcome.ActionDiffers || statement.MatchesAction(check.Request.FoldedAction))
            && (outcome == StatementOutcome.ResourceDiffers || statement.MatchesResource(scope.ResourceText, scope.Context))
            && (outcome == StatementOutcome.PrincipalDiffers || statement.Principals is null || check.Reaches(statement) != GrantClass.None)
            && statement.MatchesConditions(scope.Context);
    }

    private bool Matches(CompiledStatement statement, int place, CheckScope scope)
    {
        AuthorizationCheck check = scope.Check;
        if (place < _resources)
        {
            return place < statement.Actions.Length && statement.Actions[place].IsMatch(check.Request.FoldedAction);
        }

        if (place < _principals)
        {
            return statement.Resources is { } resources && place - _resources < resources.Length
                && (scope.ResourceText == "*" ? resources[place - _resources].IsAllStars : resources[place - _resources].IsMatch(scope.ResourceText, scope.Context));
        }

        return statement.Principals is { } principals && place - _principals < principals.Entries.Length
            && principals.Entries[place - _principals].Reaches(check.Caller, statement.Effect == PolicyEffect.Deny && !principals.IsNegated) != GrantClass.None;
    }

    private static bool Has(Condition single, EvaluationContext context)
    {
        if (!context.TryGet(single.Key, out ContextView view))
        {
            return false;
        }

        if (view.Many is not { } many)
        {
            return single.Match(view.Single, context) == OperandMatch.Some;
        }

        return Array.Exists(many, value => single.Match(value, context) == OperandMatch.Some);
    }

    // The condition with one of its values, so that the value can be asked for by itself.
    private static Condition? Single(PolicyDocument document, Condition condition, PolicyValue value)
    {
        ConditionOperatorElement alone = condition.Source.Operator with { Keys = [condition.Source.Key with { Values = [value] }] };
        var compiler = new ConditionCompiler(new PolicyReporter(document, new DiagnosticBag(), lenient: true), Grammar.For(PolicyKind.Identity, ResourcePolicyKind.General), EvaluationOptions.Default, condition.Source.ReplacesVariables);
        bool ignored = false;
        return compiler.Compile(new ConditionElement([alone], alone.Span, alone.Span), ref ignored).FirstOrDefault();
    }

    private static IEnumerable<PolicyValue> ValuesOf(PrincipalElement? element) =>
        element is null ? [] : element.Wildcard is { } wildcard ? [wildcard] : element.Groups.SelectMany(static group => group.Values);
}
