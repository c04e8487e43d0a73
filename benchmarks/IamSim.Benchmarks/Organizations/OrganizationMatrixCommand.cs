using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Benchmarks.Organizations;

/// <summary>Loads an environment and computes its whole matrix, folded; what the same would cost cell by cell is extrapolated from a sample of cells that are decided in the same run.</summary>
internal static class OrganizationMatrixCommand
{
    private const int SampledPrincipals = 200;
    private const int SampleStep = 500;
    private const int SampledCallers = 5000;

    public static int Run(string folder, TextWriter output)
    {
        long bytes = new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(static file => file.Length);
        long start = Stopwatch.GetTimestamp();
        AwsEnvironment environment = AwsEnvironment.Load(folder);
        double loading = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Tell(output, $"loaded {environment}, {bytes / 1e6:N0} MB in {loading:N2} s: {bytes / 1e6 / loading:N0} MB/s");
        WhoCan(environment, output);
        ImmutableArray<ActionName> actions = [.. ServiceReference.Default.ExpandActions("*").Select(static action => ActionName.Parse(action.FullName))];

        var engine = new OrganizationMatrixEngine(environment);
        start = Stopwatch.GetTimestamp();
        AccessMatrix matrix = engine.Compute(null, -1);
        double folded = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Tell(output, $"{matrix}: {matrix.Folding}");
        Tell(output, $"different rows: {matrix.Rows.Length:N0}; denied {matrix.Count(AccessState.Denied):N0}, depends {matrix.Count(AccessState.Depends):N0}, allowed {matrix.Count(AccessState.Allowed):N0}");
        Tell(output, $"folded, all {System.Environment.ProcessorCount} processors, first use of every document: {folded:N2} s, {folded * 1e9 / matrix.Folding.Cells:N3} ns a cell");
        start = Stopwatch.GetTimestamp();
        engine.Compute(null, -1);
        Tell(output, $"again with the documents parsed: {Stopwatch.GetElapsedTime(start).TotalSeconds:N2} s");

        foreach (bool isPlain in (ReadOnlySpan<bool>)[false, true])
        {
            start = Stopwatch.GetTimestamp();
            long cells = engine.SampleCells(actions, SampledPrincipals, SampleStep, isPlain);
            double naive = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double whole = naive / cells * matrix.Folding.Cells;
            Tell(output, $"cell by cell, one thread, {(isPlain ? "a plain decision" : "the state as in the matrix")}: {cells:N0} cells in {naive:N2} s, {naive * 1e6 / cells:N2} µs a cell; extrapolated to all cells {whole / 3600:N1} hours, {whole / folded:N0} times as long");
        }

        using Process self = Process.GetCurrentProcess();
        Tell(output, $"most memory: {self.PeakWorkingSet64 / 1e6:N0} MB");
        return 0;
    }

    // The first question after loading, and the next one. One by one: what each caller costs who is asked about by itself, from a sample.
    private static void WhoCan(AwsEnvironment environment, TextWriter output)
    {
        const string Resource = "arn:aws:s3:::some-bucket/some/object";
        ActionName action = "s3:GetObject";
        var analyzer = new EnvironmentAnalyzer(environment);
        double[] seconds = new double[3];
        for (int i = 0; i < seconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            WhoCanResult result = analyzer.WhoCan(action, Resource);
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            Tell(output, $"who-can {result}, {result.AskedCount:N0} of {result.CallerCount:N0} callers asked about, question {i + 1} after loading: {seconds[i]:N2} s");
        }

        int stride = Math.Max(1, environment.Principals.Length / SampledCallers);
        var alone = new EnvironmentAnalyzer(environment);
        long begin = Stopwatch.GetTimestamp();
        int asked = 0;
        for (int i = 0; i < environment.Principals.Length; i += stride, asked++)
        {
            alone.Can(Principal.Parse(environment.Principals[i].Arn), action, Resource);
        }

        double naive = Stopwatch.GetElapsedTime(begin).TotalSeconds / asked * environment.Principals.Length;
        Tell(output, $"one by one, one thread: {asked:N0} callers, extrapolated to all {naive:N1} s, {naive / seconds[0]:N0} times the first question, {naive / seconds[^1]:N0} times a later one");
    }

    private static void Tell(TextWriter output, FormattableString text) => output.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
