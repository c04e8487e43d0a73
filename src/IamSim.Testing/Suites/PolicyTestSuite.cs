using System.Collections.Immutable;
using System.Runtime.InteropServices;
using IamSim.Diagnostics;
using IamSim.Testing.Suites;

namespace IamSim.Testing;

/// <summary>What policies are meant to allow and forbid, read from a file. Immutable and thread-safe. See docs/guides/policy-tests.md for the form.</summary>
public sealed class PolicyTestSuite
{
    private readonly Lazy<ImmutableArray<PreparedCase>> _prepared;

    internal PolicyTestSuite(string? name, string path, SuiteSubject? subject, ImmutableArray<PolicyTest> tests, ImmutableArray<Diagnostic> diagnostics, ImmutableArray<string> dependencies)
    {
        (Name, Path, Tests, Diagnostics, Dependencies) = (name ?? SuiteFiles.NameOf(path), path, subject is null ? [] : tests, diagnostics, dependencies);
        Source = subject;
        Cases = [.. Tests.SelectMany(static test => test.Rows).SelectMany(static row => row.Cases)];
        _prepared = new Lazy<ImmutableArray<PreparedCase>>(() => subject is null ? [] : Prepare(subject.Subject, Cases, -1, CancellationToken.None));
    }

    /// <summary>The name; without one that of the file, without its ending.</summary>
    public string Name { get; }

    /// <summary>The path of the file as it was given.</summary>
    public string Path { get; }

    /// <summary>The tests that can be run, in the order of the file. None when the environment or the policies cannot be had.</summary>
    public ImmutableArray<PolicyTest> Tests { get; }

    /// <summary>Every case of every test, in order: what a theory of xunit (<c>MemberData</c>) or NUnit (<c>TestCaseSource</c>) goes through.</summary>
    public ImmutableArray<PolicyTestCase> Cases { get; }

    /// <summary>What is wrong with the file, its policies or its environment, in the order of the file.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>What its cases are decided by; <c>null</c> when that cannot be had.</summary>
    internal PolicyTestSubject? Subject => Source?.Subject;

    internal SuiteSubject? Source { get; }

    /// <summary>The full paths of the files and folders that it was read from: itself, the policies that it names, and the folder of its environment.</summary>
    public ImmutableArray<string> Dependencies { get; }

    /// <summary>Reads a suite.</summary>
    /// <param name="path">A file, which is YAML unless it ends in <c>.json</c>.</param>
    /// <param name="environments">Environments that several suites share; <c>null</c> for none.</param>
    /// <exception cref="PolicyTestSuiteException">The suite has an error; carries every finding.</exception>
    public static PolicyTestSuite Load(string path, PolicyTestEnvironments? environments = null) =>
        TryLoad(path, out PolicyTestSuite suite, environments) ? suite : throw new PolicyTestSuiteException(suite.Diagnostics);

    /// <summary>Reads a suite without throwing.</summary>
    /// <param name="path">A file, which is YAML unless it ends in <c>.json</c>.</param>
    /// <param name="suite">The suite with its findings, and with those of its tests that have no error.</param>
    /// <param name="environments">Environments that several suites share; <c>null</c> for none.</param>
    /// <returns>Whether it has no error.</returns>
    public static bool TryLoad(string path, out PolicyTestSuite suite, PolicyTestEnvironments? environments = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        suite = new SuiteReader(path, environments ?? new PolicyTestEnvironments()).Read();
        return !suite.Diagnostics.Any(static finding => finding.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>Finds suites.</summary>
    /// <param name="path">A folder, which is searched with its subfolders for files that end in <c>.iamtest.yaml</c>, <c>.iamtest.yml</c> or <c>.iamtest.json</c>; or a file, of whatever name.</param>
    /// <returns>The paths in ordinal order. Folders whose name begins with a dot and folders behind links are left out.</returns>
    /// <exception cref="IOException">The path does not exist or the folder cannot be listed.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    public static ImmutableArray<string> Discover(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return SuiteFiles.Find(path);
    }

    /// <summary>Asks the cases, on all cores.</summary>
    /// <param name="options">Switches; <c>null</c> means <see cref="PolicyTestRunOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public PolicyTestRun Run(PolicyTestRunOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= PolicyTestRunOptions.Default;
        if (Source is null)
        {
            return new PolicyTestRun(this, []);
        }

        var rows = new List<(PolicyTest Test, PolicyTestRow Row, int Count)>();
        var cases = new List<PreparedCase>();
        int next = 0;
        ImmutableArray<PreparedCase> all = Prepare();
        foreach (PolicyTest test in Tests)
        {
            foreach (PolicyTestRow row in test.Rows)
            {
                int before = cases.Count;
                cases.AddRange(all.AsSpan(next, row.Cases.Length).ToArray().Where(one => options.Filters.All(filter => filter.IsMatch(one.Case))));
                next += row.Cases.Length;
                if (cases.Count > before)
                {
                    rows.Add((test, row, cases.Count - before));
                }
            }
        }

        ImmutableArray<PolicyTestResult> results = Source.Runner.Run(cases, options.MaxDegreeOfParallelism, cancellationToken);
        var answered = ImmutableArray.CreateBuilder<PolicyTestRowResult>(rows.Count);
        int from = 0;
        foreach ((PolicyTest test, PolicyTestRow row, int count) in rows)
        {
            answered.Add(new PolicyTestRowResult(test, row, results.Slice(from, count)));
            from += count;
        }

        return new PolicyTestRun(this, answered.MoveToImmutable());
    }

    /// <summary>Asks one case: one of <see cref="Cases"/>, or a changed one.</summary>
    /// <param name="one">The case.</param>
    /// <exception cref="InvalidOperationException">The environment or the policies cannot be had: <see cref="Diagnostics"/> says why.</exception>
    public PolicyTestResult Run(PolicyTestCase one)
    {
        ArgumentNullException.ThrowIfNull(one);
        SuiteSubject source = Source ?? throw new InvalidOperationException("the suite has nothing to ask: its environment or its policies have errors");
        return source.Runner.Run(source.Subject.Prepare(one));
    }

    /// <summary>Asks one case, and throws unless it is answered as meant: the body of a theory that goes through <see cref="Cases"/>.</summary>
    /// <param name="one">The case.</param>
    /// <exception cref="PolicyAssertionException">It is answered otherwise, or not for certain; the message tells why, with the places of the policies.</exception>
    /// <exception cref="InvalidOperationException">The environment or the policies cannot be had: <see cref="Diagnostics"/> says why.</exception>
    public void Check(PolicyTestCase one)
    {
        PolicyTestResult result = Run(one);
        if (result.Verdict != PolicyTestVerdict.Passed)
        {
            throw new PolicyAssertionException(AssertionMessage.Write(ExpectationText.Write(one), 1, [result], isLastStepKnown: true), [result]);
        }
    }

    /// <summary>The name and what it holds.</summary>
    public override string ToString() => $"{Name}: {Tests.Length} tests, {Cases.Length} cases";

    /// <summary>Every case with its policies and its request, in the order of <see cref="Cases"/>. Made once.</summary>
    internal ImmutableArray<PreparedCase> Prepare() => _prepared.Value;

    private static ImmutableArray<PreparedCase> Prepare(PolicyTestSubject subject, ImmutableArray<PolicyTestCase> cases, int maxDegreeOfParallelism, CancellationToken cancellationToken)
    {
        var prepared = new PreparedCase[cases.Length];
        Parallel.For(0, prepared.Length, new ParallelOptions { MaxDegreeOfParallelism = maxDegreeOfParallelism, CancellationToken = cancellationToken }, index => prepared[index] = subject.Prepare(cases[index]));
        return ImmutableCollectionsMarshal.AsImmutableArray(prepared);
    }
}
