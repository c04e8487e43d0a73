using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using IamSim.Benchmarks;

// --verify runs every body once and checks its answer, --compare measures them in turns; everything else is BenchmarkDotNet's command line.
switch (args)
{
    case ["--verify"]:
        return Verification.Run(Console.Out);
    case ["--compare"]:
        return Comparison.Run(Console.Out);
    case ["--compare", string question, string policies]:
        return Comparison.RunOne(question, policies, Console.Out);
}

ManualConfig config = DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default).HideColumns(Column.Error, Column.Gen0, Column.Gen1, Column.Gen2);
return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config).All(static summary => summary.Reports.All(static report => report.Success)) ? 0 : 1;
