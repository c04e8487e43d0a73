using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Policies;

namespace IamSim.Testing.Mutants.Search;

/// <summary>Puts requests to the policies as they are and to a mutant of them. For one thread.</summary>
/// <param name="subject">Finds the policies of a request.</param>
/// <param name="mutation">The mutation.</param>
/// <param name="time">The time of the requests.</param>
internal sealed class TellingAttempts(PolicyTestSubject subject, Mutation mutation, DateTimeOffset time)
{
    private const int MostAttempts = 2000;
    // A difference between the two kinds of denial is worth less: only a row about the kind notices it.
    private const int MostAttemptsForBetter = 400;
    private const int MostRounds = 3;

    private readonly Dictionary<PolicySet, SetPair> _pairs = new(ReferenceEqualityComparer.Instance);
    private int _left = MostAttempts;

    /// <summary>The best request so far; <c>null</c> when there is none.</summary>
    public TellingRequest? Found { get; private set; }

    /// <summary>Whether nothing better is to be looked for.</summary>
    public bool IsOver => _left <= 0 || Found is { Before: DecisionKind.Allowed } or { After: DecisionKind.Allowed };

    /// <summary>The compiled policies of a case of the suite.</summary>
    public DecidedSet SetOf(PreparedCase prepared) => PairOf(prepared)!.Set;

    /// <summary>The statements that the mutation changes, as they are.</summary>
    public IEnumerable<CompiledStatement> StatementsBefore(DecidedSet set) => ChangesIn(set) is { } changes
        ? changes.Select(static change => change.Before)
        : (mutation.Level?.Documents ?? [mutation.Document]).SelectMany(document => set.KindsOf(document).SelectMany(kind => SharedPolicies.Get(document, set.PlaceOf(kind), new DiagnosticBag()).Statements));

    /// <summary>The same as they become; none when they are taken away.</summary>
    public IEnumerable<CompiledStatement> StatementsAfter(DecidedSet set) => (ChangesIn(set) ?? []).Select(static change => change.After).OfType<CompiledStatement>();

    /// <summary>Tries a request with its context and with the contexts that the changed statements tell apart.</summary>
    public void Try(PolicyTestCase one)
    {
        PreparedCase prepared = subject.Prepare(one);
        if (!(mutation.Level?.IsIn(prepared.Policies) ?? prepared.Policies.Documents().Any(document => ReferenceEquals(document, mutation.Document))))
        {
            _left--;
            return;
        }

        if (PairOf(prepared) is not { Mutant: not null } pair)
        {
            _left--;
            return;
        }

        if (Ask(one, pair))
        {
            return;
        }

        string action = one.Action.Folded;
        var contexts = new CandidateContexts(pair.Set.Simulator, subject, one, time);
        foreach (RequestContext context in contexts.Of([.. pair.Before.Where(statement => statement.MatchesAction(action))], [.. pair.After.Where(statement => statement.MatchesAction(action))]))
        {
            if (IsOver || Ask(one with { Conditions = one.Conditions with { Context = context } }, pair))
            {
                return;
            }
        }
    }

    /// <summary>Asks both sides, and once more with what stands in the way put aside. Returns whether nothing better is to be looked for.</summary>
    private bool Ask(PolicyTestCase one, SetPair pair)
    {
        for (int round = 0; round < MostRounds && !IsOver; round++)
        {
            _left--;
            PreparedCase prepared = subject.Prepare(one);
            AccessRequest request = prepared.Request.Time is null ? prepared.Request with { Time = time } : prepared.Request;
            if (!MutantJudge.MayNotice(pair.Set.Simulator, request, request.Resources[0].BlockPublicAccess, pair.Changes))
            {
                return false;
            }

            Decision before = pair.Set.Simulator.Evaluate(request);
            Decision after = pair.Mutant!.Evaluate(request);
            if (before.Kind != after.Kind)
            {
                Keep(one, prepared, before, after);
                return IsOver;
            }

            if (before.IsAllowed || Obstacles.Remove(pair.Mutant, request, one.Conditions.Context) is not { } cleared)
            {
                return false;
            }

            one = one with { Conditions = one.Conditions with { Context = cleared } };
        }

        return false;
    }

    private void Keep(PolicyTestCase one, PreparedCase prepared, in Decision before, in Decision after)
    {
        ExpectedDecision expected = before.Kind switch
        {
            DecisionKind.Allowed => ExpectedDecision.Allow,
            _ when after.IsAllowed => ExpectedDecision.Deny,
            DecisionKind.ExplicitDeny => ExpectedDecision.ExplicitDeny,
            _ => ExpectedDecision.ImplicitDeny,
        };
        PolicyTestCase row = one with { Expected = expected };
        PreparedCase meant = prepared with { Case = row };
        // Where policies are missing, the row could not pass.
        if (meant.Judge(before) == PolicyTestVerdict.Passed && meant.Judge(after) != PolicyTestVerdict.Passed && (Found is null || before.IsAllowed || after.IsAllowed))
        {
            Found = new TellingRequest(row, before.Kind, after.Kind);
            _left = Math.Min(_left, MostAttemptsForBetter);
        }
    }

    // What hangs on a bucket can be no trust policy: where a made-up resource would be of another kind, there is nothing to ask.
    private SetPair? PairOf(PreparedCase prepared)
    {
        if (!_pairs.TryGetValue(prepared.Policies, out SetPair? pair) && Simulator.TryCompile(prepared.Policies, prepared.Options, null, out Simulator? simulator, out _))
        {
            var set = new DecidedSet(simulator, []);
            Simulator? mutant = Simulator.TryCompile(mutation.Apply(prepared.Policies), prepared.Options, null, out Simulator? compiled, out _) ? compiled : null;
            _pairs[prepared.Policies] = pair = new SetPair(set, mutant, ChangesIn(set), [.. StatementsBefore(set)], [.. StatementsAfter(set)]);
        }

        return pair;
    }

    private StatementChange[]? ChangesIn(DecidedSet set) => mutation.Statement < 0 ? null : StatementChange.In(mutation, set.KindsOf(mutation.Document).Select(set.PlaceOf));

    /// <summary>Policies and their mutant, compiled.</summary>
    private sealed record SetPair(DecidedSet Set, Simulator? Mutant, StatementChange[]? Changes, ImmutableArray<CompiledStatement> Before, ImmutableArray<CompiledStatement> After);
}
