using System.Globalization;
using System.Text;

namespace IamSim.MutationRunner.Mutants;

/// <summary>The results as tables in Markdown.</summary>
internal static class ScoreTable
{
    public static string Of(IReadOnlyCollection<(Mutant Mutant, MutantResult Result)> results)
    {
        StringBuilder text = new();
        Add(text, "Folder", results, static pair => pair.Mutant.Folder);
        Add(text, "Mutator", results, static pair => pair.Mutant.Mutator);
        Add(text, "File", results, static pair => pair.Mutant.File);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string what, IReadOnlyCollection<(Mutant Mutant, MutantResult Result)> results, Func<(Mutant Mutant, MutantResult Result), string> key)
    {
        _ = text.Append(CultureInfo.InvariantCulture, $"| {what} | Mutants | Killed | Timeout | Survived | Not reached | Score |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (IGrouping<string, (Mutant, MutantResult)> group in results.GroupBy(key).OrderBy(static group => group.Key, StringComparer.Ordinal))
        {
            AddRow(text, group.Key, [.. group.Select(static pair => pair.Item2)]);
        }

        AddRow(text, "all", [.. results.Select(static pair => pair.Result)]);
        _ = text.Append('\n');
    }

    private static void AddRow(StringBuilder text, string name, MutantResult[] results)
    {
        int Count(MutantStatus status) => results.Count(result => result.Status == status);
        double score = 100.0 * results.Count(static result => result.IsNoticed) / Math.Max(results.Length, 1);
        _ = text.Append(CultureInfo.InvariantCulture, $"| {name} | {results.Length} | {Count(MutantStatus.Killed)} | {Count(MutantStatus.Timeout)} | {Count(MutantStatus.Survived)} | {Count(MutantStatus.NoCoverage)} | {score:F1} % |\n");
    }
}
