using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using IamSim.Diagnostics;
using IamSim.Tests.Reference;

namespace IamSim.Tests.Properties;

/// <summary>Runs a property over random cases that can be repeated.</summary>
/// <remarks>
/// Every case has its own seed, counted up from the first: <c>IAMSIM_SEED</c> fixes the first one, so a reported case is repeated alone by
/// giving its seed. <c>IAMSIM_LONG</c> is the number of cases of a long run.
/// </remarks>
internal static class RandomCases
{
    // Any odd number; it only has to stay the same.
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private const int Size = 50;

    public static int Count(int normal) => int.TryParse(Environment.GetEnvironmentVariable("IAMSIM_LONG"), CultureInfo.InvariantCulture, out int count) ? count : normal;

    /// <summary>Asserts that no question has a fault; a faulty one is made small and shown.</summary>
    /// <param name="questions">The generator.</param>
    /// <param name="normal">Cases of a normal run.</param>
    /// <param name="fault">What is wrong about a question, its first line naming the kind of fault; <c>null</c> when nothing is.</param>
    public static void Check(Gen<Question> questions, int normal, Func<Question, string?> fault)
    {
        foreach ((ulong seed, Question question) in Of(questions, normal))
        {
            if (FaultOf(question, fault) is not { } found)
            {
                continue;
            }

            string kind = FirstLine(found);
            Question small = QuestionShrinker.Shrink(question, candidate => FaultOf(candidate, fault) is { } other && FirstLine(other) == kind);
            Assert.Fail($"{FaultOf(small, fault)}\n{small}\nrepeat with IAMSIM_SEED={seed}");
        }
    }

    /// <summary>Random values with their seeds.</summary>
    public static IEnumerable<(ulong Seed, T Value)> Of<T>(Gen<T> generator, int normal)
    {
        ulong first = ulong.TryParse(Environment.GetEnvironmentVariable("IAMSIM_SEED"), CultureInfo.InvariantCulture, out ulong given) ? given : (ulong)Random.Shared.NextInt64();
        int count = Count(normal);
        TestContext.Current.TestOutputHelper?.WriteLine($"{count} cases from IAMSIM_SEED={first}");
        for (ulong i = 0; i < (ulong)count; i++)
        {
            ulong seed = unchecked(first + i);
            yield return (seed, generator.Sample(1, new Rnd(seed, Gamma), Size)[0]);
        }
    }

    private static string? FaultOf(Question question, Func<Question, string?> fault)
    {
        try
        {
            return fault(question);
        }
        catch (PolicyCompilationException exception)
        {
            IEnumerable<string> errors = exception.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(static diagnostic => diagnostic.Id);
            return $"the policies do not compile: {string.Join(' ', errors.Distinct().Order())}\n{exception.Message}";
        }
        // A crash is a fault like any other, to be made small and shown.
        catch (Exception exception) when (exception is not Xunit.Sdk.XunitException)
        {
            return $"{exception.GetType().Name}\n{exception}";
        }
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
