using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Filters;
using BenchmarkDotNet.Running;
using IamSim.Benchmarks.Measuring;
using IamSim.Benchmarks.Organizations;
using IamSim.Benchmarks.Questions;
using IamSim.Benchmarks.Workloads;

// --verify runs every body once and checks its answer, --compare and --goals measure them in turns, --export writes the workloads for other engines, --organization writes a generated organization, --matrix computes the permissions of all principals of one; everything else is BenchmarkDotNet's command line.
switch (args)
{
    case ["--verify"]:
        return Verification.Run(Console.Out);
    case ["--compare"]:
        return Comparison.Run(Console.Out);
    case ["--goals"]:
        return GoalReport.Run(Console.Out);
    case ["--export", string folder]:
        return Export.Run(folder);
    case ["--organization", string folder, .. string[] options]:
        return OrganizationCommand.Run(folder, options, Console.Out);
    case ["--matrix", string folder]:
        return OrganizationMatrixCommand.Run(folder, Console.Out);
    case ["--measure", string question, string policies, string turns]:
        return Launcher.Run(question, policies, turns, Console.Out);
}

var available = new SimpleFilter(static benchmark => RealPolicies.Has((string)benchmark.Parameters[nameof(IQuestion.Policies)]));
ManualConfig config = DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default).AddFilter(available).HideColumns(Column.Error, Column.Gen0, Column.Gen1, Column.Gen2);
return BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args, config).All(static summary => summary.Reports.All(static report => report.Success)) ? 0 : 1;
