using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Evaluation;
using IamSim.Identifiers;

namespace IamSim.Explanations;

/// <summary>
/// Searches for the smallest changes that turn a deny into an allow. Nothing is reasoned about that the engine could answer: every step
/// evaluates the changed question and mends what the explanation of that says.
/// </summary>
internal sealed class FixFinder(Explanation explanation)
{
    // Bounds for hostile or merely huge policy sets; the fixes found within them are verified all the same.
    private const int MaximumTrials = 200;

    // A trial compiles and evaluates the whole set, so that its cost grows with the statements.
    private const int MaximumStatements = 40_000;

    // Removing hundreds of statements one by one is quadratic, and each of them matched.
    private const int MaximumToMinimize = 12;
    private const int MaximumDepth = 3;
    private const int MaximumBranches = 6;
    private const int MaximumRounds = 6;

    private readonly List<Attempt> _found = [];
    private readonly ExplanationScope _scope = explanation.Scope;
    private readonly int _statements = Math.Max(1, explanation.Scope.Set.Source.Documents().Sum(static document => document.Statements.Length));
    private int _trials;

    public ImmutableArray<ProposedFix> Find(int maximum)
    {
        var start = new Attempt(_scope.Set.Source, _scope.Request, [], explanation);
        MendPolicies(start);
        SearchContext(start, 1);
        return
        [
            .. Ranked(Ranked(_found).Take(4 * maximum).Select(Minimize))
                .Take(maximum)
                .Select(attempt => new ProposedFix([.. attempt.Changes.Select(SincePresent)], attempt.Policies, attempt.Request, attempt.Outcome!.Decision)),
        ];
    }

    private static IEnumerable<Attempt> Ranked(IEnumerable<Attempt> attempts) => attempts
        .OrderBy(static attempt => attempt.Changes.Length)
        .ThenBy(static attempt => attempt.Changes.Sum(static change => change.Weight))
        .DistinctBy(static attempt => string.Join('\n', attempt.Changes.Select(Identity).Order(StringComparer.Ordinal)));

    // Two policies may have no name, or the same.
    private static string Identity(ProposedChange change) =>
        change is DenyRemoval removal ? $"{RuntimeHelpers.GetHashCode(removal.Statement)} {removal}" : change.ToString();

    // A value was found step by step; what is told is the value that the request has as it was asked.
    private ProposedChange SincePresent(ProposedChange change) => change is ContextKeyChange key
        ? key with { Previous = ContextCandidates.ValueOf(new ContextKey(key.Key), _scope.Set, _scope.Request, explanation.Checks[0]) }
        : change;

    /// <summary>Changes policies alone: by the caller's own side, and by the resource's, which in one account can do without the other.</summary>
    private void MendPolicies(Attempt start)
    {
        Mend(start, byResource: false);
        Mend(start, byResource: true);
    }

    private void Mend(Attempt attempt, bool byResource)
    {
        for (int round = 0; round < MaximumRounds && attempt.Outcome is { Decision.IsAllowed: false } outcome; round++)
        {
            ImmutableArray<ProposedChange> remedies = PolicyRemedies.For(outcome, byResource);
            // What was added and did not help is not added again.
            if (remedies.IsEmpty || remedies.OfType<AllowAddition>().Any(attempt.Adds))
            {
                return;
            }

            attempt = Try(attempt, remedies);
        }

        Keep(attempt);
    }

    /// <summary>Changes the request's context, step by step, with policies mended where that is not enough.</summary>
    private void SearchContext(Attempt attempt, int depth)
    {
        if (depth > MaximumDepth || attempt.Outcome is null)
        {
            return;
        }

        foreach (ImmutableArray<ProposedChange> option in ContextRemedies.For(attempt.Outcome).Take(MaximumBranches))
        {
            Attempt next = Try(attempt, option);
            if (next.Outcome is { Decision.IsAllowed: true })
            {
                Keep(next);
            }
            else if (next.Outcome is not null)
            {
                MendPolicies(next);
                SearchContext(next, depth + 1);
            }
        }
    }

    private void Keep(Attempt attempt)
    {
        if (attempt.Outcome is { Decision.IsAllowed: true } && !attempt.Changes.IsEmpty)
        {
            _found.Add(attempt);
        }
    }

    /// <summary>Leaves out what turns out not to be needed.</summary>
    private Attempt Minimize(Attempt attempt)
    {
        if (attempt.Changes.Length > MaximumToMinimize)
        {
            return attempt;
        }

        for (int i = attempt.Changes.Length - 1; i >= 0 && attempt.Changes.Length > 1; i--)
        {
            var shorter = new Attempt(_scope.Set.Source, _scope.Request, [], null);
            shorter = Evaluate(attempt.Changes.RemoveAt(i).Aggregate(shorter, static (current, change) => current.With(change)));
            attempt = shorter.Outcome is { Decision.IsAllowed: true } ? shorter : attempt;
        }

        return attempt;
    }

    private Attempt Try(Attempt attempt, ImmutableArray<ProposedChange> changes) =>
        ++_trials > MaximumTrials || (long)_trials * _statements > MaximumStatements ? attempt with { Outcome = null } : Evaluate(changes.Aggregate(attempt, static (current, change) => current.With(change)));

    /// <summary>Explains the changed question; no outcome when the changed policies do not compile.</summary>
    private Attempt Evaluate(Attempt attempt)
    {
        CompiledPolicySet set = _scope.Set;
        if (!ReferenceEquals(attempt.Policies, set.Source))
        {
            var bag = new DiagnosticBag();
            set = CompiledPolicySet.Compile(attempt.Policies, set.Options, bag);
            if (bag.HasErrors)
            {
                return attempt with { Outcome = null };
            }
        }

        var recorder = new ExplanationRecorder(new ExplanationScope(set, attempt.Request, _scope.Clock));
        Decision decision = Evaluator.Evaluate(set, attempt.Request, _scope.Clock, ref recorder);
        return attempt with { Outcome = recorder.ToExplanation(attempt.Request, decision) };
    }

    private sealed record Attempt(PolicySet Policies, AccessRequest Request, ImmutableArray<ProposedChange> Changes, Explanation? Outcome)
    {
        public Attempt With(ProposedChange change)
        {
            (PolicySet policies, AccessRequest request) = change.Apply(Policies, Request);
            // The later value of a key replaces the earlier one.
            ImmutableArray<ProposedChange> others = change is ContextKeyChange key
                ? [.. Changes.Where(other => other is not ContextKeyChange { Key: var name } || !string.Equals(name, key.Key, StringComparison.OrdinalIgnoreCase))]
                : Changes;
            return new Attempt(policies, request, others.Add(change), null);
        }

        public bool Adds(AllowAddition addition) => Changes.OfType<AllowAddition>()
            .Any(other => other.Kind == addition.Kind && other.Level == addition.Level && other.IsAccessPoint == addition.IsAccessPoint);
    }
}
