using System.Diagnostics;
using System.Globalization;
using IamSim.MutationRunner.Driving;
using IamSim.MutationRunner.Mutants;
using IamSim.MutationRunner.Tests;

namespace IamSim.MutationRunner;

/// <summary>Asks the tests about every mutant that Stryker made of the library.</summary>
internal static class Program
{
    private const int Processes = 2;
    private const string Usage = """
        usage:
          prepare LIBRARY WRITTEN              makes a library that Stryker mutated fast to ask
          survey FOLDER SURVEY REPORT LIMIT    which tests pass within LIMIT milliseconds, and which mutants of Stryker's report they reach
          run FOLDER SURVEY REPORT RESULTS BUDGET [thorough]
                                               every mutant of the report that has no result yet, each with tests of BUDGET milliseconds
                                               together; thorough: survivors again in processes of their own
          again RESULTS                        forgets the results of mutants that no test noticed
          table REPORT RESULTS                 how many were noticed
          unnoticed RESULTS                    the mutants that were not, as file:line:column
        FOLDER holds the mutated library, the assemblies of the tests, and all that they need
        """;

    public static async Task<int> Main(string[] args)
    {
        switch (args)
        {
            case ["prepare", string library, string written]:
                MutantLibrary.Rewrite(library, written);
                return 0;
            case ["survey", string folder, string survey, string report, string limit]:
                await SurveyAsync(folder, survey, report, limit);
                return 0;
            case ["time", string folder, string survey, string limit]:
                await Surveyor.TimeAsync(folder, survey, double.Parse(limit, CultureInfo.InvariantCulture));
                return 0;
            case ["reach", string folder, string survey, string report]:
                await Surveyor.ReachAsync(folder, survey, Asked(report));
                return 0;
            case ["work", string folder, string survey, string budget, .. string[] mutant]:
                await WorkAsync(folder, survey, double.Parse(budget, CultureInfo.InvariantCulture), mutant);
                return 0;
            case ["run", string folder, string survey, string report, string results, string budget, .. string[] thorough]:
                await RunAsync(folder, survey, report, results, budget, thorough is ["thorough"]);
                return 0;
            case ["again", string results]:
                Forget(results);
                return 0;
            case ["table", string report, string results]:
                WriteTable(report, results);
                return 0;
            case ["unnoticed", string results]:
                WriteUnnoticed(results);
                return 0;
            default:
                await Console.Error.WriteLineAsync(Usage);
                return 2;
        }
    }

    private static async Task SurveyAsync(string folder, string survey, string report, string limit)
    {
        // Two processes: the second sees what is reached when nothing is initialized yet.
        foreach (string[] step in (string[][])[["time", folder, survey, limit], ["reach", folder, survey, report]])
        {
            using Process process = Process.Start("dotnet", [typeof(Program).Assembly.Location, .. step]);
            await process.WaitForExitAsync();
        }

        TestSurvey found = TestSurvey.Read(survey);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{found.Tests.Count} tests are asked, in {found.Tests.Sum(static test => test.Milliseconds) / 1000:F1} s together; {found.LeftOut.Count} are left out:"));
        foreach ((string test, string reason) in found.LeftOut)
        {
            Console.WriteLine($"- {test}: {reason.Split('\n', 2)[0]}");
        }
    }

    private static HashSet<int> Asked(string report) => [.. MutantReport.Read(report).Where(static mutant => mutant.IsAsked).Select(static mutant => mutant.Id)];

    private static async Task WorkAsync(string folder, string survey, double budget, string[] mutant)
    {
        TextWriter answers = Console.Out;
        // Tests may write to the console; answers alone go to the driver.
        Console.SetOut(TextWriter.Null);
        TestSurvey read = TestSurvey.Read(survey);
        await (mutant is [string id, string first]
            ? Worker.RunFreshAsync(folder, read, budget, answers, int.Parse(id, CultureInfo.InvariantCulture), first)
            : Worker.RunAsync(folder, read, budget, answers));
    }

    private static async Task RunAsync(string folder, string survey, string report, string results, string budget, bool isThorough)
    {
        IReadOnlyDictionary<int, MutantResult> known = ResultLog.Read(results);
        Mutant[] open = [.. MutantReport.Read(report).Where(mutant => mutant.IsAsked && !known.ContainsKey(mutant.Id))];
        // In a random order that is always the same: a run that is broken off has asked a fair sample.
        new Random(1).Shuffle(open);
        await new Driver(folder, survey, budget, isThorough, new ResultLog(results)).RunAsync(open, Processes);
    }

    private static void Forget(string results)
    {
        HashSet<int> unnoticed = [.. ResultLog.Read(results).Values.Where(static result => !result.IsNoticed).Select(static result => result.Id)];
        ResultLog kept = new(results + ".kept");
        foreach (MutantResult result in ResultLog.Read(results).Values.Where(static result => result.IsNoticed))
        {
            kept.Add(result);
        }

        File.Move(results + ".kept", results, overwrite: true);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{unnoticed.Count} are asked again"));
    }

    private static void WriteTable(string report, string results)
    {
        IReadOnlyDictionary<int, MutantResult> known = ResultLog.Read(results);
        Console.Write(ScoreTable.Of([.. MutantReport.Read(report).Where(mutant => mutant.IsAsked && known.ContainsKey(mutant.Id)).Select(mutant => (mutant, known[mutant.Id]))]));
    }

    private static void WriteUnnoticed(string results)
    {
        foreach (MutantResult result in ResultLog.Read(results).Values.Where(static result => !result.IsNoticed).OrderBy(static result => result.File, StringComparer.Ordinal).ThenBy(static result => result.Line).ThenBy(static result => result.Column))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{result.File}:{result.Line}:{result.Column} {result.Id} {result.Status} {result.Mutator}: {result.Original} -> {result.Replacement}"));
        }
    }
}
