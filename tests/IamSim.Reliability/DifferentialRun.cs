using System.Diagnostics;
using System.Globalization;
using IamSim.Tests.Reference;

namespace IamSim.Reliability;

/// <summary>The engine against the reference evaluator, and the engine against itself along its other paths.</summary>
/// <remarks>
/// Policy sets and requests are made in families: each set of a family is asked each request of it, so that compiling a set serves many cases.
/// Every case is asked of the evaluator and of the oracle, and as texts where it can be said in them; every eighth also goes through the
/// explanation, the partial evaluation, a grid of one cell and UTF-8.
/// </remarks>
internal sealed class DifferentialRun(long cases, int seed, int threads)
{
    private const int FamilySize = 48;
    private const int DearEvery = 8;

    private readonly long[] _answers = new long[Enum.GetValues<DecisionKind>().Length];
    private long _asked;
    private long _refused;
    private long _otherPaths;
    private long _disagreements;

    /// <summary>Runs; the result is an exit code.</summary>
    public int Run()
    {
        var watch = Stopwatch.StartNew();
        long families = (cases + (FamilySize * FamilySize) - 1) / (FamilySize * FamilySize);
        Parallel.For(0, families, new ParallelOptions { MaxDegreeOfParallelism = threads }, CompareFamily);
        double seconds = watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"differential: {_asked:N0} cases from seed {seed}, {_otherPaths:N0} answers along other paths, {_refused:N0} policy sets refused; "
            + $"allowed {_answers[(int)DecisionKind.Allowed]:N0}, explicitly denied {_answers[(int)DecisionKind.ExplicitDeny]:N0}, implicitly denied {_answers[(int)DecisionKind.ImplicitDeny]:N0}; "
            + $"{_disagreements:N0} disagreements; {seconds:N0} s, {_asked / seconds:N0} cases a second"));
        return _disagreements == 0 ? 0 : 1;
    }

    private void CompareFamily(long number)
    {
        (string subject, Func<Dice, Question> make) = RandomQuestions.Subjects[(int)(number % RandomQuestions.Subjects.Count)];
        Question[] family = [.. Enumerable.Range(0, FamilySize).Select(member => make(new Dice(unchecked(seed + (int)(number * FamilySize) + member))))];
        foreach (Question about in family)
        {
            if (!Simulator.TryCompile(about.Set, about.Options, Question.Clock, out Simulator? simulator, out _))
            {
                Interlocked.Increment(ref _refused);
                continue;
            }

            for (int i = 0; i < family.Length; i++)
            {
                Compare(simulator, about with { Request = family[i].Request }, subject, i % DearEvery == 0);
            }
        }
    }

    private void Compare(Simulator simulator, Question question, string subject, bool alongEveryPath)
    {
        try
        {
            DecisionKind engine = simulator.Evaluate(question.Request).Kind;
            DecisionKind oracle = question.AskOracle();
            Interlocked.Increment(ref _asked);
            Interlocked.Increment(ref _answers[(int)oracle]);
            string? fault = engine == oracle ? null : $"the engine says {engine}, the oracle says {oracle}";
            foreach (PathAnswer other in fault is null && alongEveryPath ? OtherPaths.Of(simulator, question.Request) : [])
            {
                Interlocked.Increment(ref _otherPaths);
                fault ??= other.Answer == other.Expected ? null : $"{other.Path} says {other.Answer}, the evaluation says {other.Expected}";
            }

            if (fault is not null)
            {
                Report(question, subject, fault);
            }
        }
        catch (Exception exception)
        {
            Report(question, subject, exception.ToString());
        }
    }

    private void Report(Question question, string subject, string fault)
    {
        // The first few are for reading, all are counted.
        const int Shown = 5;
        if (Interlocked.Increment(ref _disagreements) <= Shown)
        {
            Console.Error.WriteLine($"about {subject}: {fault}\n{question}");
        }
    }
}
