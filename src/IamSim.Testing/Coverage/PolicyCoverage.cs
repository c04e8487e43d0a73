using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Which statements, entries and conditions of policies decided something in a suite, and which never mattered. Immutable and thread-safe.</summary>
/// <remarks>
/// Counted are the policies that take part in a case, each text once, without those that AWS itself writes. All cases count, whether they pass or
/// not: coverage says what a suite asks about, not what it is answered. Every match is the evaluator's own, watched.
/// </remarks>
public sealed partial record PolicyCoverage
{
    internal PolicyCoverage(int cases, ImmutableArray<PolicyDocumentCoverage> policies, ImmutableArray<LayerCoverage> layers, ImmutableArray<PolicyDocument> untouched) =>
        (Cases, Policies, Layers, Untouched) = (cases, policies, layers, untouched);

    /// <summary>How many cases the suite has.</summary>
    public int Cases { get; }

    /// <summary>The policies in the order of files and places.</summary>
    public ImmutableArray<PolicyDocumentCoverage> Policies { get; }

    /// <summary>The layers in the order in which AWS looks at them, without those that no case has.</summary>
    public ImmutableArray<LayerCoverage> Layers { get; }

    /// <summary>Policies of the environment that no case is decided by. They are in none of the percentages.</summary>
    public ImmutableArray<PolicyDocument> Untouched { get; }

    /// <summary>Every statement.</summary>
    public IEnumerable<StatementCoverage> Statements => Policies.SelectMany(static policy => policy.Statements);

    /// <summary>Every part of every statement.</summary>
    public IEnumerable<ElementCoverage> Elements => Statements.SelectMany(static statement => statement.Elements);

    /// <summary>The share of the statements that are covered, from 0 to 100; 100 when there are none. See <see cref="StatementCoverage.IsCovered"/>.</summary>
    public double StatementPercent => PercentOf(Statements, static statement => statement.IsCovered);

    /// <summary>The share of the statements without which a case would be decided differently. See <see cref="StatementCoverage.IsDecisive"/>.</summary>
    public double DecisivePercent => PercentOf(Statements, static statement => statement.IsDecisive);

    /// <summary>The share of the entries of Action, Resource and Principal and their opposites that are covered.</summary>
    public double EntryPercent => PercentOf(Elements.Where(static element => element.Kind < CoveredElementKind.Condition), static element => element.IsCovered);

    /// <summary>The share of the conditions that held and failed.</summary>
    public double ConditionPercent => PercentOf(Elements.Where(static element => element.Kind == CoveredElementKind.Condition), static element => element.IsCovered);

    /// <summary>Measures the policies of an environment.</summary>
    /// <param name="analyzer">The environment.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PolicyCoverage Measure(EnvironmentAnalyzer analyzer, IEnumerable<PolicyTestCase> cases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(analyzer);
        ArgumentNullException.ThrowIfNull(cases);
        var subject = new PolicyTestSubject(analyzer);
        return Measure(subject, [.. cases.Select(subject.Prepare)], cancellationToken);
    }

    /// <summary>Measures policies that are the same for every case.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="cases">The cases.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PolicyCompilationException">A policy is none that AWS accepts.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PolicyCoverage Measure(PolicySet policies, IEnumerable<PolicyTestCase> cases, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policies);
        ArgumentNullException.ThrowIfNull(cases);
        var subject = new PolicyTestSubject(policies);
        return Measure(subject, [.. cases.Select(subject.Prepare)], cancellationToken);
    }

    /// <summary>Measures the policies that decide suites, as far as the cases of some runs ask about them.</summary>
    /// <param name="runs">The runs; suites of one environment are measured together.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static PolicyCoverage Measure(IEnumerable<PolicyTestRun> runs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        PolicyCoverage[] parts = [.. AskedCases.Of(runs).Select(asked => Measure(asked.Subject, asked.Cases, cancellationToken))];
        IEnumerable<LayerCoverage> layers = parts.SelectMany(static part => part.Layers).GroupBy(static layer => layer.Layer).OrderBy(static layer => layer.Key)
            .Select(static layer => new LayerCoverage(layer.Key, layer.Sum(static one => one.Cases), layer.Sum(static one => one.Decided)));
        return new PolicyCoverage(parts.Sum(static part => part.Cases), [.. parts.SelectMany(static part => part.Policies)], [.. layers], [.. parts.SelectMany(static part => part.Untouched)]);
    }

    /// <summary>How many statements are covered, in one line.</summary>
    public override string ToString() => $"{Statements.Count(static statement => statement.IsCovered)} of {Statements.Count()} statements covered by {Cases} cases";

    internal static PolicyCoverage Measure(PolicyTestSubject subject, IReadOnlyList<PreparedCase> cases, CancellationToken cancellationToken)
    {
        DecidedSuite suite = DecidedSuite.Of(cases, TimeProvider.System, cancellationToken);
        return new CoverageCollector(suite).Collect(TestedPolicies.Own(subject, suite), TestedPolicies.Untouched(subject, suite), cancellationToken);
    }

    internal static double Percent(int part, int whole) => whole == 0 ? 100 : 100.0 * part / whole;

    private static double PercentOf<T>(IEnumerable<T> all, Func<T, bool> counts)
    {
        T[] items = [.. all];
        return Percent(items.Count(counts), items.Length);
    }
}
