using System.Diagnostics;
using System.Globalization;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks;

/// <summary>
/// Measures the bodies of a question in turns and compares the best round of each: on a machine that others use too, neighbors then slow down
/// all of them or none, which a measurement of one after the other cannot promise. Every question and workload is asked in several processes of
/// its own, since the just-in-time compiler may build the same code well in one process and badly in the next.
/// </summary>
internal static class Comparison
{
    private const int Launches = 8;
    private const int Turns = 100;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(15);

    /// <summary>Compares everything and prints a table. Returns 1 when a goal is missed, else 0.</summary>
    public static int Run(TextWriter output)
    {
        bool missed = false;
        output.WriteLine("| Question | Policies | Benchmark | Ratio to the baseline | Goal | Best ns per request |");
        output.WriteLine("| --- | --- | --- | ---: | ---: | ---: |");
        foreach (QuestionBodies question in QuestionBodies.All())
        {
            double[][] launches = [.. Enumerable.Range(0, Launches).Select(_ => Launch(question.Name, question.Policies))];
            double[] best = [.. question.Bodies.Select((_, body) => launches.Min(launch => launch[body]))];
            for (int i = 0; i < best.Length; i++)
            {
                double ratio = best[i] / best[0];
                missed |= ratio > question.Goal;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question.Name} | {question.Policies} | {question.Bodies[i].Name} | {ratio:F2} | {question.Goal} | {best[i]:F0} |"));
            }
        }

        return missed ? 1 : 0;
    }

    /// <summary>What a process of its own does: prints the best of each body of one question.</summary>
    public static int RunOne(string name, string policies, TextWriter output)
    {
        QuestionBodies question = QuestionBodies.All().Single(question => question.Name == name && question.Policies == policies);
        output.WriteLine(string.Join(' ', Best(question.Bodies).Select(static best => best.ToString(CultureInfo.InvariantCulture))));
        return 0;
    }

    private static double[] Launch(string name, string policies)
    {
        string program = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(Comparison).Assembly.Location] : [];
        using Process process = Process.Start(new ProcessStartInfo(program, [.. host, "--compare", name, policies]) { RedirectStandardOutput = true })!;
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? [.. answer.Split(' ').Select(static number => double.Parse(number, CultureInfo.InvariantCulture))]
            : throw new InvalidOperationException($"the measurement of {name} with {policies} ended with {process.ExitCode}");
    }

    private static double[] Best((string Name, Func<int> Body)[] bodies)
    {
        // The first turns teach the just-in-time compiler; they are the slowest and so never the best.
        double[] best = [.. bodies.Select(static _ => double.MaxValue)];
        for (int turn = 0; turn < Turns; turn++)
        {
            for (int i = 0; i < bodies.Length; i++)
            {
                best[i] = Math.Min(best[i], Measure(bodies[i].Body));
            }
        }

        return best;
    }

    // Short pieces, and the best of them: a piece in which the machine did something else is not counted.
    private static double Measure(Func<int> body)
    {
        double best = double.MaxValue;
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Turn;)
        {
            long start = Stopwatch.GetTimestamp();
            _ = body();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / Workload.Round);
        }

        return best;
    }
}
