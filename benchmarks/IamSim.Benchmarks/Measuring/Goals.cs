using IamSim.Benchmarks.Questions;
using IamSim.Benchmarks.Workloads;

namespace IamSim.Benchmarks.Measuring;

/// <summary>The goals P1 to P12, one line or more for each; what is compared with other engines is in benchmarks/peers.</summary>
internal static class Goals
{
    private static readonly string[] HotBodies = [nameof(Decisions.InTexts), nameof(Decisions.Prepared)];

    public static IEnumerable<Goal> Of(Results results) =>
    [
        .. Few(results),
        .. Many(results),
        .. Documents(results),
        .. Rest(results),
        .. AgainstNaive(results),
    ];

    private static IEnumerable<Goal> Few(Results results) =>
    [
        Decision(results, "P1", "W1", nameof(Decisions.InTexts), 60),
        Decision(results, "P2", "W2", nameof(Decisions.InTexts), 250),
        Decision(results, "P2", "W2", nameof(Decisions.Prepared), 100),
        Decision(results, "P3", "W3", nameof(Decisions.InTexts), 160),
        Decision(results, "P3", "W3", nameof(Decisions.Prepared), 60),
    ];

    private static IEnumerable<Goal> Many(Results results)
    {
        const string grid = nameof(DecisionsOfManyPrincipals);
        const string many = nameof(DecisionsOfManyPolicies);
        foreach ((string policies, Measurement[] best) in results.Of(grid))
        {
            foreach (Measurement one in best.Skip(1))
            {
                double milliseconds = one.Nanoseconds * ManyPrincipals.Requests / 1e6;
                yield return new Goal("P4", $"{policies}, a million decisions, compiling included, {one.Body}", milliseconds, 60, "ms", results.Ratio(grid, policies, one.Body));
            }
        }

        double threads = results.Ratio(nameof(DecisionsOnAllProcessors), "W4", nameof(DecisionsOnAllProcessors.AllProcessors));
        yield return new Goal("P4", $"W4 on {Environment.ProcessorCount} processors against one", threads, 0.9 * Environment.ProcessorCount, "×", Note: "means something only on an idle machine") { IsLeast = true };
        yield return Many(results, nameof(Decisions.InTexts), 80);
        yield return Many(results, nameof(Decisions.Prepared), 15);
        foreach (string body in HotBodies)
        {
            double growth = results.Time(many, "W5-1000", body) / results.Time(many, "W5-10", body);
            yield return new Goal("P5", $"W5-1000 to W5-10, {body}", growth, 2.2, "×", Note: "108 times the statements");
        }

        const string first = nameof(FirstDecisions);
        yield return new Goal("P6", "first decision about an action, 5,058 statements", results.Time(first, "W5-1000", nameof(FirstDecisions.Prepared)) / 1e3, 2, "µs", results.Ratio(first, "W5-1000", nameof(FirstDecisions.Prepared)));
        yield return new Goal("P6", "putting together and indexing 1,000 documents of which one is new", results.Time(nameof(Compiling), "W5-1000", nameof(Compiling.CompileWithOneNew)) / 1e6, 2, "ms");
    }

    private static IEnumerable<Goal> Documents(Results results)
    {
        const string reading = nameof(Reading);
        foreach ((string policies, _) in results.Of(reading))
        {
            double time = results.Time(reading, policies, nameof(Reading.ParseAndCompile));
            double bytes = Reading.Texts(policies).Average(static text => (double)text.Length);
            yield return new Goal("P7", $"{policies}, JSON to compiled", bytes / time * 1e3, 80, "MB/s", Note: $"{bytes:N0} characters a document") { IsLeast = true };
            yield return new Goal("P7", $"{policies}, JSON to compiled", time / 1e3, 25, "µs", Note: $"reading the JSON alone: {results.Time(reading, policies, nameof(Reading.Json)) / 1e3:N1} µs");
        }

        (string kind, double worst) = Worst(results.Of(nameof(LargeDocuments)), static (_, best) => best[1].Nanoseconds / best[0].Nanoseconds);
        yield return new Goal("P7", "a part of a document 16 times as long", worst, 1.5, "×", Note: $"worst of its kinds: {kind}");
        yield return new Goal("P8", "compiled size to minified JSON", CompiledSize.Ratio(), 2.5, "×");
    }

    private static IEnumerable<Goal> Rest(Results results)
    {
        const string matrix = nameof(PermissionMatrix);
        Measurement[] cells = [.. results.Of(matrix).SelectMany(static one => one.Best)];
        yield return new Goal("P9", "M, a cell of the permission matrix", cells.Length > 1 ? cells[1].Nanoseconds : double.NaN, 0.5, "ns", cells.Length > 1 ? cells[0].Nanoseconds / cells[1].Nanoseconds : null);
        string[] allocating = [.. results.Allocating(HotBodies)];
        yield return new Goal("P10", "hot bodies that allocate", allocating.Length, 0, "", Note: string.Join(", ", allocating.Take(3)));
        (string slow, double time) = Worst(results.Of(nameof(HostilePatterns)), static (_, best) => best[1].Nanoseconds / 1e3);
        yield return new Goal("P11", "a hostile pattern", time, 50, "µs", Note: $"worst of its kinds: {slow}");
        (string dear, double step) = Worst(results.Of(nameof(HostilePatterns)), static (policies, best) => best[1].Nanoseconds / HostileText.Named(policies).Steps);
        yield return new Goal("P11", "n·⌈m/64⌉ steps of a hostile pattern, each", step, 5, "ns", Note: $"worst of its kinds: {dear}");
    }

    private static IEnumerable<Goal> AgainstNaive(Results results) =>
    [
        Naive("W1", results.Ratio(nameof(Decisions), "W1", nameof(Decisions.InTexts)), 15),
        Naive("W2", results.Ratio(nameof(Decisions), "W2", nameof(Decisions.InTexts)), 20),
        Naive("W3", results.Ratio(nameof(Decisions), "W3", nameof(Decisions.InTexts)), 25),
        Naive("W5-1000", results.Ratio(nameof(DecisionsOfManyPolicies), "W5-1000", nameof(Decisions.InTexts)), 2_000),
    ];

    private static Goal Decision(Results results, string id, string policies, string body, double limit) =>
        new(id, $"{policies}, {body}", results.Time(nameof(Decisions), policies, body), limit, "ns", results.Ratio(nameof(Decisions), policies, body));

    private static Goal Many(Results results, string body, double limit) =>
        new("P5", $"W5-1000, {body}", results.Time(nameof(DecisionsOfManyPolicies), "W5-1000", body), limit, "ns", results.Ratio(nameof(DecisionsOfManyPolicies), "W5-1000", body));

    private static Goal Naive(string policies, double ratio, double limit) => new("P12", $"{policies}, naive interpreter to InTexts", ratio, limit, "×") { IsLeast = true };

    private static (string Policies, double Value) Worst(IEnumerable<(string Policies, Measurement[] Best)> results, Func<string, Measurement[], double> value) =>
        results.Select(one => (one.Policies, Value: value(one.Policies, one.Best))).DefaultIfEmpty(("none", double.NaN)).MaxBy(static one => one.Item2);
}
