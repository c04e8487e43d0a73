using System.Globalization;
using IamSim.Benchmarks.Questions;

namespace IamSim.Benchmarks.Measuring;

/// <summary>Measures every question once and prints, in Markdown, the table of goals and everything that was measured.</summary>
internal static class GoalReport
{
    private const int Launches = 2;
    private const int Turns = 20;

    /// <summary>Returns 1 when a goal is missed, else 0.</summary>
    public static int Run(TextWriter output)
    {
        var results = new Results();
        string before = Load();
        foreach (QuestionBodies question in QuestionBodies.All().Where(static question => question.Goal is null))
        {
            Console.Error.WriteLine($"{question.Name} {question.Policies}");
            results.Add(question, Launcher.Best(question, Launches, Turns));
        }

        Goal[] goals = [.. Goals.Of(results)];
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, {Processor()}. Runnable processes before and after: {before} and {Load()}."));
        output.WriteLine();
        output.WriteLine("| | What | Goal | Measured | Naive interpreter | | |");
        output.WriteLine("| --- | --- | ---: | ---: | ---: | --- | --- |");
        foreach (Goal goal in goals)
        {
            output.WriteLine(goal);
        }

        WriteAll(results, output);
        return goals.All(static goal => goal.Verdict == "pass") ? 0 : 1;
    }

    private static void WriteAll(Results results, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine("| Question | Policies | Benchmark | ns | Baseline to it | Bytes |");
        output.WriteLine("| --- | --- | --- | ---: | ---: | ---: |");
        foreach (string question in QuestionBodies.All().Select(static question => question.Name).Distinct())
        {
            foreach ((string policies, Measurement[] best) in results.Of(question))
            {
                foreach (Measurement one in best)
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question} | {policies} | {one.Body} | {one.Nanoseconds:#,0.##} | {best[0].Nanoseconds / one.Nanoseconds:#,0.##} | {one.Bytes:#,0.##} |"));
                }
            }
        }
    }

    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string Processor() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(static line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : "unknown processor";
}
