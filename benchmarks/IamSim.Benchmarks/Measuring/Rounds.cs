using System.Diagnostics;
using IamSim.Benchmarks.Questions;

namespace IamSim.Benchmarks.Measuring;

/// <summary>
/// Measures the bodies of a question in turns and keeps the best of each: on a machine that others use too, neighbors then slow down all of them
/// or none, which a measurement of one after the other cannot promise.
/// </summary>
internal static class Rounds
{
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(15);

    // Reading the clock of a thread costs some hundred nanoseconds.
    private const double Shortest = 100_000;

    // The first rounds teach the just-in-time compiler; they are the slowest and so never the best.
    private static readonly TimeSpan Warm = TimeSpan.FromSeconds(4);

    /// <summary>Takes at least so many turns, and more where the bodies are short.</summary>
    public static Measurement[] Best(QuestionBodies question, int turns)
    {
        Func<double> clock = question.UsesThreads ? ThreadClock.Elapsed : ThreadClock.Nanoseconds;
        Measurement[] best = [.. question.Bodies.Select(static body => new Measurement(body.Name, double.MaxValue, double.MaxValue))];
        long begin = Stopwatch.GetTimestamp();
        for (int turn = 0; turn < turns || Stopwatch.GetElapsedTime(begin) < Warm; turn++)
        {
            for (int i = 0; i < best.Length; i++)
            {
                best[i] = Better(question.Bodies[i], best[i], clock);
            }
        }

        return best;
    }

    // Short pieces, and the best of them: a piece in which the machine did something else is not counted.
    private static Measurement Better(Body body, Measurement best, Func<double> clock)
    {
        int runs = body.Renews ? 1 : (int)Math.Max(1, Shortest / Math.Max(1, best.Nanoseconds * body.Operations));
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Turn;)
        {
            body.Renew();
            long allocated = GC.GetAllocatedBytesForCurrentThread();
            double start = clock();
            for (int run = 0; run < runs; run++)
            {
                _ = body.Run();
            }

            double time = clock() - start;
            double operations = (double)runs * body.Operations;
            best = new Measurement(body.Name, Math.Min(best.Nanoseconds, time / operations), Math.Min(best.Bytes, (GC.GetAllocatedBytesForCurrentThread() - allocated) / operations));
        }

        return best;
    }
}
