using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Cases with their answers, by the policies that decide them. Immutable and thread-safe.</summary>
internal sealed class DecidedSuite
{
    private readonly Dictionary<PolicyDocument, ImmutableArray<DecidedUse>> _uses = new(ReferenceEqualityComparer.Instance);

    private DecidedSuite(ImmutableArray<DecidedSet> sets, DateTimeOffset time)
    {
        (Sets, Time) = (sets, time);
        var documents = ImmutableArray.CreateBuilder<PolicyDocument>();
        var uses = new Dictionary<PolicyDocument, ImmutableArray<DecidedSet>.Builder>(ReferenceEqualityComparer.Instance);
        foreach (DecidedSet set in sets)
        {
            foreach (PolicyDocument document in set.Policies.Documents().Distinct<PolicyDocument>(ReferenceEqualityComparer.Instance))
            {
                if (!uses.TryGetValue(document, out ImmutableArray<DecidedSet>.Builder? users))
                {
                    uses[document] = users = ImmutableArray.CreateBuilder<DecidedSet>();
                    documents.Add(document);
                }

                users.Add(set);
            }
        }

        foreach ((PolicyDocument document, ImmutableArray<DecidedSet>.Builder users) in uses)
        {
            _uses[document] = [.. users.Select(set => new DecidedUse(set, [.. set.KindsOf(document).Select(set.PlaceOf).Distinct()]))];
        }

        Documents = [.. documents.OrderBy(static document => document.Source.Name, StringComparer.Ordinal).ThenBy(static document => document.Source.GetPosition(document.Span.Start).Line).ThenBy(static document => document.Source.GetPosition(document.Span.Start).Column)];
    }

    /// <summary>The distinct policy sets.</summary>
    public ImmutableArray<DecidedSet> Sets { get; }

    /// <summary>The time of the requests that state none.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Every policy that decides a case, in the order of files and places.</summary>
    public ImmutableArray<PolicyDocument> Documents { get; }

    /// <summary>The sets that hold a policy.</summary>
    public IEnumerable<DecidedSet> SetsOf(PolicyDocument document) => UsesOf(document).Select(static use => use.Set);

    /// <summary>The sets that hold a policy, with what they use it as.</summary>
    public ImmutableArray<DecidedUse> UsesOf(PolicyDocument document) => _uses.TryGetValue(document, out ImmutableArray<DecidedUse> uses) ? uses : [];

    /// <summary>Whether a policy stands for what nobody knows, and not for a text.</summary>
    public static bool IsAssumed(PolicyDocument document) => EnvironmentProfiles.IsAssumed(document);

    /// <summary>Decides cases, on all cores.</summary>
    /// <exception cref="PolicyCompilationException">Policies that were given one by one are none that AWS accepts.</exception>
    public static DecidedSuite Of(IReadOnlyList<PreparedCase> cases, TimeProvider clock, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        IGrouping<PolicySet, PreparedCase>[] groups = [.. cases.GroupBy<PreparedCase, PolicySet>(static one => one.Policies, ReferenceEqualityComparer.Instance)];
        // One after the other, so that a policy that does not compile is told as such.
        Simulator[] simulators = [.. groups.Select(static group => Simulator.Compile(group.Key, group.First().Options))];
        var sets = new DecidedSet[groups.Length];
        Parallel.For(0, groups.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            sets[i] = new DecidedSet(simulators[i], [.. groups[i].Select(one => Decide(simulators[i], one, now))]);
        });
        return new DecidedSuite([.. sets], now);
    }

    private static DecidedCase Decide(Simulator simulator, PreparedCase one, DateTimeOffset now)
    {
        AccessRequest request = one.Request.Time is null ? one.Request with { Time = now } : one.Request;
        Decision decision = simulator.Evaluate(request);
        return new DecidedCase(one, request, decision, one.Judge(decision));
    }
}
