using System.Globalization;
using IamSim.Benchmarks.Questions;

namespace IamSim.Benchmarks.Measuring;

/// <summary>The questions whose goal is a ratio to their baseline: what explaining costs, and what it costs that one could explain.</summary>
internal static class Comparison
{
    private const int Launches = 8;
    private const int Turns = 100;

    /// <summary>Compares everything and prints a table. Returns 1 when a goal is missed, else 0.</summary>
    public static int Run(TextWriter output)
    {
        bool missed = false;
        output.WriteLine("| Question | Policies | Benchmark | Ratio to the baseline | Goal | Best ns per request |");
        output.WriteLine("| --- | --- | --- | ---: | ---: | ---: |");
        foreach (QuestionBodies question in QuestionBodies.All().Where(static question => question.Goal is not null))
        {
            Measurement[] best = Launcher.Best(question, Launches, Turns);
            foreach (Measurement one in best)
            {
                double ratio = one.Nanoseconds / best[0].Nanoseconds;
                missed |= ratio > question.Goal;
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {question.Name} | {question.Policies} | {one.Body} | {ratio:F2} | {question.Goal} | {one.Nanoseconds:F0} |"));
            }
        }

        return missed ? 1 : 0;
    }
}
