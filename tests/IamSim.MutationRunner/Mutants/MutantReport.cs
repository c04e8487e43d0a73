using System.Text.Json;

namespace IamSim.MutationRunner.Mutants;

/// <summary>Reads Stryker's report of the mutants that it made.</summary>
internal static class MutantReport
{
    /// <summary>The mutants of files below the project's folder, by id. Mutants of other folders than the given ones are left out.</summary>
    public static IReadOnlyList<Mutant> Read(string path)
    {
        using JsonDocument report = JsonDocument.Parse(File.ReadAllText(path));
        string root = Path.TrimEndingDirectorySeparator(report.RootElement.GetProperty("projectRoot").GetString() ?? "");
        List<Mutant> mutants = [];
        foreach (JsonProperty file in report.RootElement.GetProperty("files").EnumerateObject())
        {
            string name = (Path.IsPathRooted(file.Name) ? Path.GetRelativePath(root, file.Name) : file.Name).Replace('\\', '/');
            string[] lines = file.Value.GetProperty("source").GetString()!.Split('\n');
            mutants.AddRange(file.Value.GetProperty("mutants").EnumerateArray().Select(mutant => Of(mutant, name, lines)));
        }

        return [.. mutants.OrderBy(static mutant => mutant.Id)];
    }

    private static Mutant Of(JsonElement mutant, string file, string[] lines)
    {
        JsonElement start = mutant.GetProperty("location").GetProperty("start");
        JsonElement end = mutant.GetProperty("location").GetProperty("end");
        string status = mutant.GetProperty("status").GetString()!;
        return new Mutant(
            int.Parse(mutant.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture),
            file.Contains('/', StringComparison.Ordinal) ? file[..file.IndexOf('/', StringComparison.Ordinal)] : ".",
            file,
            start.GetProperty("line").GetInt32(),
            start.GetProperty("column").GetInt32(),
            mutant.GetProperty("mutatorName").GetString()!,
            OneLine(Cut(lines, start, end)),
            OneLine(mutant.TryGetProperty("replacement", out JsonElement replacement) ? replacement.GetString() ?? "" : ""),
            status is not ("Ignored" or "CompileError"));
    }

    private static string Cut(string[] lines, JsonElement start, JsonElement end)
    {
        int first = start.GetProperty("line").GetInt32() - 1;
        int last = end.GetProperty("line").GetInt32() - 1;
        int from = start.GetProperty("column").GetInt32() - 1;
        int to = end.GetProperty("column").GetInt32() - 1;
        return first == last ? lines[first][from..Math.Min(to, lines[first].Length)] : lines[first][from..] + " … " + lines[last][..Math.Min(to, lines[last].Length)].TrimStart();
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
