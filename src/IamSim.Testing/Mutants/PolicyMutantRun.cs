using System.Collections.Immutable;
using System.Text.Json;
using IamSim.Environments;
using IamSim.Policies;
using IamSim.ServiceData;
using IamSim.Testing.Mutants.Search;

namespace IamSim.Testing;

/// <summary>
/// Spoils the policies that decide a suite in every way of <see cref="PolicyMutationOperator.All"/>, one at a time, and tells which of it no case
/// notices. Immutable and thread-safe.
/// </summary>
/// <remarks>
/// A case notices when it passes with the policies as they are and does not with the mutant; cases that do not pass to begin with notice nothing.
/// What AWS would refuse to save is invalid. What is proven to decide alike is equivalent: for the policies of the suite or the principals and
/// resources of the environment as they are, and requests that there can be, for actions of the catalog on resources that they are done on.
/// Neither is counted.
/// The cost is that of compiling the changed statement, and of compiling and asking one policy set for most mutants.
/// </remarks>
public sealed class PolicyMutantRun
{
    private PolicyMutantRun(ImmutableArray<PolicyMutant> mutants) => Mutants = mutants;

    /// <summary>The mutants: by policy in the order of files, by statement, by operator.</summary>
    public ImmutableArray<PolicyMutant> Mutants { get; }

    /// <summary>Those that no case notices, told or not.</summary>
    public IEnumerable<PolicyMutant> Survivors => Mutants.Where(static mutant => mutant.Status == PolicyMutantStatus.Survived);

    /// <summary>How many a case notices.</summary>
    public int Killed => Count(PolicyMutantStatus.Killed);

    /// <summary>How many no case notices although a request tells them.</summary>
    public int Survived => Mutants.Count(static mutant => mutant is { Status: PolicyMutantStatus.Survived, TellingCase: not null });

    /// <summary>How many no case notices, and no request was found that tells them.</summary>
    public int Untold => Mutants.Count(static mutant => mutant is { Status: PolicyMutantStatus.Survived, TellingCase: null });

    /// <summary>How many are proven to decide alike.</summary>
    public int Equivalent => Count(PolicyMutantStatus.Equivalent);

    /// <summary>How many AWS would refuse.</summary>
    public int Invalid => Count(PolicyMutantStatus.Invalid);

    /// <summary>The share that is killed of those that are killed or survive told, from 0 to 1; 1 when there are none.</summary>
    public double Score => Killed + Survived == 0 ? 1 : (double)Killed / (Killed + Survived);

    /// <summary>Judges the mutants of an environment's policies.</summary>
    /// <param name="analyzer">The environment.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="options">How; <c>null</c> means <see cref="PolicyMutantOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PolicyMutantRun Run(EnvironmentAnalyzer analyzer, IEnumerable<PolicyTestCase> cases, PolicyMutantOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        ArgumentNullException.ThrowIfNull(cases);
        var subject = new PolicyTestSubject(analyzer);
        return Run(subject, [.. cases.Select(subject.Prepare)], options ?? PolicyMutantOptions.Default, cancellationToken);
    }

    /// <summary>Judges the mutants of policies that are the same for every case.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="options">How; <c>null</c> means <see cref="PolicyMutantOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PolicyCompilationException">A policy is none that AWS accepts.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PolicyMutantRun Run(PolicySet policies, IEnumerable<PolicyTestCase> cases, PolicyMutantOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(cases);
        var subject = new PolicyTestSubject(policies);
        return Run(subject, [.. cases.Select(subject.Prepare)], options ?? PolicyMutantOptions.Default, cancellationToken);
    }

    /// <summary>Judges the mutants of the policies that decide suites, by the cases of some runs.</summary>
    /// <param name="runs">The runs; suites of one environment are judged together.</param>
    /// <param name="options">How; <c>null</c> means <see cref="PolicyMutantOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PolicyMutantRun Run(IEnumerable<PolicyTestRun> runs, PolicyMutantOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new PolicyMutantRun([.. AskedCases.Of(runs).SelectMany(asked => Run(asked.Subject, asked.Cases, options ?? PolicyMutantOptions.Default, cancellationToken).Mutants)]);
    }

    /// <summary>Writes the counts, and every survivor with its place, the request that tells it and a test that would notice.</summary>
    /// <param name="writer">Where to; lines end in <c>\n</c>.</param>
    public void WriteText(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        MutantReports.WriteText(this, writer);
    }

    /// <summary>Writes one JSON object with the counts and the survivors.</summary>
    /// <param name="writer">Where to; a place where a value may stand.</param>
    public void WriteJson(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        MutantReports.WriteJson(this, writer);
    }

    internal static PolicyMutantRun Run(PolicyTestSubject subject, IReadOnlyList<PreparedCase> cases, PolicyMutantOptions options, CancellationToken cancellationToken)
    {
        DecidedSuite suite = DecidedSuite.Of(cases, TimeProvider.System, cancellationToken);
        ImmutableArray<PolicyDocument> documents = options.Documents.IsDefault ? TestedPolicies.Own(subject, suite) : options.Documents;
        ImmutableArray<Mutation> mutations = MutationList.Of(suite, documents, options.Operators);
        var judge = new MutantJudge(suite);
        ServiceReference services = subject.Analyzer?.Services ?? ServiceReference.Default;
        var possible = new PossibleRequests(services);
        var domain = new ResourceDomain(subject.Analyzer?.Environment);
        EnvironmentProof? environment = subject.Analyzer is null ? null : new EnvironmentProof(subject, suite, domain, possible);
        var proof = new EquivalenceProof(suite, domain, possible, environment);
        TellingRequestSearch? search = options.FindTellingCases ? new TellingRequestSearch(suite, subject, services) : null;
        var mutants = new PolicyMutant[mutations.Length];
        int done = 0;
        Parallel.For(0, mutants.Length, new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = cancellationToken }, i =>
        {
            mutants[i] = Judge(mutations[i], judge, proof, search, cancellationToken);
            int finished = Interlocked.Increment(ref done);
            options.Progress?.Report(new AnalysisProgress(finished, mutants.Length));
        });
        return new PolicyMutantRun([.. mutants]);
    }

    private static PolicyMutant Judge(Mutation mutation, MutantJudge judge, EquivalenceProof proof, TellingRequestSearch? search, CancellationToken cancellationToken)
    {
        if (judge.IsInvalid(mutation))
        {
            return new PolicyMutant(mutation, PolicyMutantStatus.Invalid, null, null);
        }

        if (judge.FindKiller(mutation) is { } killer)
        {
            return new PolicyMutant(mutation, PolicyMutantStatus.Killed, killer.Prepared.Case, null);
        }

        return proof.Holds(mutation)
            ? new PolicyMutant(mutation, PolicyMutantStatus.Equivalent, null, null)
            : new PolicyMutant(mutation, PolicyMutantStatus.Survived, null, search?.Find(mutation, judge.SetsOf(mutation), cancellationToken));
    }

    private int Count(PolicyMutantStatus status) => Mutants.Count(mutant => mutant.Status == status);
}
