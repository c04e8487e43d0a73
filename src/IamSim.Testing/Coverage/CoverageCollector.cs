using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Lets the evaluator decide every case, watched, and counts. For one thread.</summary>
/// <param name="suite">The cases.</param>
internal sealed class CoverageCollector(DecidedSuite suite)
{
    private readonly StatementParts _parts = new();
    private readonly Dictionary<PolicyStatement, StatementTally> _tallies = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<DecisionSource, (int Cases, int Decided)> _layers = [];

    /// <summary>Collects.</summary>
    /// <param name="documents">The policies to report.</param>
    /// <param name="untouched">Policies that no case is decided by.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public PolicyCoverage Collect(ImmutableArray<PolicyDocument> documents, ImmutableArray<PolicyDocument> untouched, CancellationToken cancellationToken)
    {
        foreach (DecidedSet set in suite.Sets)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (DecidedCase one in set.Cases)
            {
                Watch(set, one);
            }
        }

        IEnumerable<LayerCoverage> layers = _layers.OrderBy(static layer => layer.Key).Select(static layer => new LayerCoverage(layer.Key, layer.Value.Cases, layer.Value.Decided));
        return new PolicyCoverage(suite.Sets.Sum(static set => set.Cases.Length), [.. documents.Select(Report)], [.. layers], untouched);
    }

    private void Watch(DecidedSet set, DecidedCase one)
    {
        var observer = new CoverageObserver(_parts);
        Decision decision = Evaluator.Evaluate(set.Simulator.CompiledPolicies, one.Request, set.Simulator.TimeProvider, ref observer);
        foreach (IGrouping<PolicyStatement, StatementSighting> seen in observer.Sightings.GroupBy<StatementSighting, PolicyStatement>(static sighting => sighting.Statement.Source, ReferenceEqualityComparer.Instance))
        {
            TallyOf(seen.Key).CountSightings([.. seen], (set, one));
        }

        foreach (IGrouping<PolicyStatement, StatementSighting> deciding in observer.Deciding(decision.Kind).GroupBy<StatementSighting, PolicyStatement>(static sighting => sighting.Statement.Source, ReferenceEqualityComparer.Instance))
        {
            TallyOf(deciding.Key).CountDeciding([.. deciding], (set, one));
        }

        CountLayers(set, decision);
    }

    private void CountLayers(DecidedSet set, in Decision decision)
    {
        bool isNamed = false;
        foreach (PolicyLayer layer in PolicyLayers.Among(set.Simulator.CompiledPolicies.Kinds))
        {
            bool decided = layer.Source == decision.DecidedBy;
            isNamed |= decided;
            (int cases, int known) = _layers.GetValueOrDefault(layer.Source);
            _layers[layer.Source] = (cases + 1, known + (decided ? 1 : 0));
        }

        if (!isNamed)
        {
            (int cases, int known) = _layers.GetValueOrDefault(decision.DecidedBy);
            _layers[decision.DecidedBy] = (cases + 1, known + 1);
        }
    }

    private StatementTally TallyOf(PolicyStatement statement)
    {
        if (!_tallies.TryGetValue(statement, out StatementTally? tally))
        {
            _tallies[statement] = tally = new StatementTally();
        }

        return tally;
    }

    private PolicyDocumentCoverage Report(PolicyDocument document)
    {
        ImmutableArray<DecidedSet> sets = [.. suite.SetsOf(document)];
        ImmutableArray<PolicyKind> kinds = [.. sets.SelectMany(set => set.KindsOf(document)).Distinct().Order()];
        ImmutableArray<StatementCoverage> statements = [.. document.Statements.Select((statement, i) => Report(document, statement, i))];
        return new PolicyDocumentCoverage(document, kinds, sets.Sum(static set => set.Cases.Length), statements);
    }

    private StatementCoverage Report(PolicyDocument document, PolicyStatement statement, int index)
    {
        StatementTally tally = TallyOf(statement);
        CompiledPolicy compiled = SharedPolicies.Get(document, suite.UsesOf(document)[0].Places[0], new DiagnosticBag());
        ImmutableArray<StatementPart> parts = _parts.Of(compiled, compiled.Statements[index]).Parts;
        IEnumerable<ElementCoverage> elements = parts
            .Select((part, place) => new ElementCoverage(part.Kind, part.Text, part.Span, document.Source.GetPosition(part.Span.Start), tally.CasesOf(place), tally.FailuresOf(place)))
            .OrderBy(static element => element.Span.Start);
        return new StatementCoverage(statement, index + 1, statement.Position, tally.Matched, tally.Decided, FindDecisive(document, index, tally), [.. elements]);
    }

    /// <summary>A case that is decided differently when the statement matches nothing.</summary>
    private static PolicyTestCase? FindDecisive(PolicyDocument document, int index, StatementTally tally)
    {
        PolicyDocument without = Without(document, index);
        foreach (IGrouping<DecidedSet, (DecidedSet Set, DecidedCase Case)> cases in tally.Deciding.GroupBy<(DecidedSet Set, DecidedCase Case), DecidedSet>(static one => one.Set, ReferenceEqualityComparer.Instance))
        {
            var simulator = Simulator.Compile(cases.Key.Policies.Replace(document, without), cases.Key.Options);
            foreach ((_, DecidedCase one) in cases)
            {
                if (simulator.Evaluate(one.Request).Kind != one.Decision.Kind)
                {
                    return one.Prepared.Case;
                }
            }
        }

        return null;
    }

    // The only statement of a policy stays and matches nothing: were the policy to go, a boundary would allow everything.
    internal static PolicyDocument Without(PolicyDocument document, int index)
    {
        ImmutableArray<PolicyStatement> rest = document.Statements.RemoveAt(index);
        return document with { Statements = rest.IsEmpty ? [Silence(document.Statements[index])] : rest };
    }

    private static PolicyStatement Silence(PolicyStatement statement)
    {
        var nothing = new PolicyValue("sts:None", PolicyValueKind.String, statement.Span);
        var deny = new PolicyValue("Deny", PolicyValueKind.String, statement.Span);
        return statement with { Effect = deny, Action = new PolicyElement([nothing], false, statement.Span, statement.Span), NotAction = null };
    }
}
