using System.Diagnostics;
using System.Globalization;
using IamSim.Tests.Reference;

namespace IamSim.Reliability;

/// <summary>Asks each law of many random questions.</summary>
internal sealed class LawRun(int cases, int seed, int threads)
{
    /// <summary>Runs; the result is an exit code.</summary>
    public int Run()
    {
        var watch = Stopwatch.StartNew();
        int broken = 0;
        foreach (MetamorphicLaw law in MetamorphicLaws.All)
        {
            string? first = null;
            Parallel.For(0, cases, new ParallelOptions { MaxDegreeOfParallelism = threads }, number =>
            {
                Question question = RandomQuestions.Subjects[number % (RandomQuestions.Subjects.Count - 1)].Make(new Dice(unchecked(seed + number)));
                var dice = new Dice(unchecked(seed - number));
                if (law.FaultOf(dice, question) is { } fault)
                {
                    Interlocked.CompareExchange(ref first, $"{fault}{question}\nseed {unchecked(seed + number)}", null);
                }

            });
            if (first is not null)
            {
                broken++;
                Console.Error.WriteLine(first);
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"laws: {MetamorphicLaws.All.Count} laws × {cases:N0} cases from seed {seed}, {broken} broken; {watch.Elapsed.TotalSeconds:N0} s"));
        return broken == 0 ? 0 : 1;
    }
}
