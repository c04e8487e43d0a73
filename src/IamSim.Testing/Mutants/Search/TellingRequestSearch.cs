using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Testing.Mutants.Search;

/// <summary>
/// Looks for a request that a mutant decides differently, starting from the callers and contexts of the suite. Everything it returns was decided
/// by the engine; that it returns nothing proves nothing. Thread-safe.
/// </summary>
internal sealed class TellingRequestSearch
{
    private const int MostSeeds = 6;

    private readonly DecidedSuite _suite;
    private readonly PolicyTestSubject _subject;
    private readonly CandidateActions _actions;
    private readonly CandidateResources _resources;
    private readonly CandidatePrincipals _principals;

    public TellingRequestSearch(DecidedSuite suite, PolicyTestSubject subject, ServiceReference services)
    {
        (_suite, _subject) = (suite, subject);
        PolicyTestCase[] cases = [.. suite.Sets.SelectMany(static set => set.Cases).Select(static one => one.Prepared.Case)];
        AwsEnvironment? environment = subject.Analyzer?.Environment;
        _actions = new CandidateActions(services, [.. cases.Select(static one => one.Action).DistinctBy(static action => action.Folded, StringComparer.Ordinal)]);
        _resources = new CandidateResources(services, environment, [.. cases.Select(static one => one.Resource).Distinct(StringComparer.Ordinal)]);
        _principals = new CandidatePrincipals(environment, [.. cases.Select(static one => one.Principal).DistinctBy(static principal => principal.Text, StringComparer.Ordinal)]);
    }

    /// <summary>Finds a case that passes with the policies as they are and fails with the mutant; <c>null</c> when none is found.</summary>
    /// <param name="mutation">The mutation.</param>
    /// <param name="sets">The policy sets of the suite that it changes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public TellingRequest? Find(Mutation mutation, IEnumerable<DecidedSet> sets, CancellationToken cancellationToken)
    {
        var attempts = new TellingAttempts(_subject, mutation, _suite.Time);
        foreach (DecidedCase seed in Seeds(sets))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Try(attempts, mutation, seed);
            if (attempts.IsOver)
            {
                break;
            }
        }

        return attempts.Found;
    }

    // Callers and contexts with which something is allowed come furthest.
    private static IEnumerable<DecidedCase> Seeds(IEnumerable<DecidedSet> sets) => sets.SelectMany(static set => set.Cases)
        .OrderByDescending(static one => one.Decision.IsAllowed)
        .DistinctBy(static one => (one.Prepared.Case.Principal.Text, one.Prepared.Case.Conditions.Context.ToString(), one.Decision.IsAllowed))
        .Take(MostSeeds);

    private void Try(TellingAttempts attempts, Mutation mutation, DecidedCase seed)
    {
        DecidedSet set = attempts.SetOf(seed.Prepared);
        CompiledStatement[] before = [.. attempts.StatementsBefore(set)];
        CompiledStatement[] after = [.. attempts.StatementsAfter(set)];
        CompiledStatement[] both = [.. before, .. after];
        foreach (ActionName action in _actions.Find(before, after, set.Simulator.CompiledPolicies.PlaceStatements()))
        {
            Principal own = seed.Prepared.Case.Principal;
            foreach (string resource in _resources.Find(action, seed.Request.Principal, seed.Prepared.Case.Resource, both))
            {
                foreach (Principal principal in _principals.Find(both).Prepend(own).DistinctBy(static one => one.Text, StringComparer.Ordinal))
                {
                    // What was stated of a caller, such as session tags, goes with that caller only.
                    AccessConditions conditions = ReferenceEquals(principal, own) ? seed.Prepared.Case.Conditions : AccessConditions.None with { Context = seed.Prepared.Case.Conditions.Context };
                    attempts.Try(new PolicyTestCase(principal, action, resource, ExpectedDecision.Deny) { Conditions = conditions });
                    if (attempts.IsOver)
                    {
                        return;
                    }
                }
            }
        }
    }
}

/// <summary>A request that a mutant decides differently. Immutable.</summary>
/// <param name="Case">The request, with what the policies answer as they are.</param>
/// <param name="Before">The answer of the policies as they are.</param>
/// <param name="After">The answer of the mutant.</param>
internal sealed record TellingRequest(PolicyTestCase Case, DecisionKind Before, DecisionKind After);
