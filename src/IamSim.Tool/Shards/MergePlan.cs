using System.Globalization;
using IamSim.Diagnostics;

namespace IamSim.Tool.Shards;

/// <summary>The parts of some folders, and what they lack. Immutable.</summary>
/// <param name="Parts">The parts by their first questions.</param>
/// <param name="Questions">How many questions the input has; <c>null</c> when no shard reached its end.</param>
/// <param name="Missing">The questions that no part answers, as far as anybody knows.</param>
/// <param name="Layout">How the questions are shared out; <c>null</c> when the shards differ in it.</param>
internal sealed record MergePlan(IReadOnlyList<PartFile> Parts, long? Questions, IReadOnlyList<QuestionRange> Missing, (int Count, int PartSize)? Layout)
{
    /// <summary>How many answers there will be.</summary>
    public long Answers => Parts.Aggregate((Count: 0L, End: 0L), static (sum, part) => (sum.Count + Math.Max(0, part.Name.Last - Math.Max(sum.End, part.Name.First - 1)), Math.Max(sum.End, part.Name.Last))).Count;

    /// <summary>Looks through folders.</summary>
    /// <exception cref="PartFaultException">A folder cannot be read, or holds parts that do not go together.</exception>
    public static MergePlan Create(IEnumerable<string> folders)
    {
        var parts = new List<PartFile>();
        var manifests = new List<(string Path, ShardManifest Manifest)>();
        foreach (string folder in folders.DistinctBy(static folder => folder.Length == 0 ? "" : Path.GetFullPath(folder), StringComparer.Ordinal))
        {
            foreach (string file in FilesOf(folder))
            {
                if (PartName.TryParse(Path.GetFileName(file)) is { } name)
                {
                    parts.Add(new PartFile(file, name));
                }
                else if (Path.GetExtension(file) == ".json" && PartName.ShardOf(Path.GetFileNameWithoutExtension(file)) is not null)
                {
                    manifests.Add((file, ShardManifest.Read(file, out string? fault) ?? throw new PartFaultException(fault!)));
                }
            }
        }

        return parts.Count + manifests.Count == 0 ? throw new PartFaultException($"there are no parts of shards in {PrintableText.Line(string.Join(", ", folders))}: expected what 'iamsim batch --out' writes") : Create(parts, manifests);
    }

    /// <summary>Which shard answers a range, in words; empty when it is not one of a known layout.</summary>
    public string ShardsOf(QuestionRange range)
    {
        if (Layout is not { } layout)
        {
            return "";
        }

        long first = (range.First - 1) / layout.PartSize;
        long last = (range.Last - 1) / layout.PartSize;
        string[] shards = [.. Enumerable.Range(0, (int)Math.Min(last - first + 1, layout.Count)).Select(i => (first + i) % layout.Count + 1).Order().Select(number => string.Create(CultureInfo.InvariantCulture, $"{number}/{layout.Count}"))];
        return shards.Length > 8 ? string.Create(CultureInfo.InvariantCulture, $" ({shards.Length} shards)") : $" ({(shards.Length == 1 ? "shard" : "shards")} {string.Join(", ", shards)})";
    }

    private static MergePlan Create(List<PartFile> parts, List<(string Path, ShardManifest Manifest)> manifests)
    {
        foreach ((string path, ShardManifest manifest) in manifests)
        {
            if (manifests[0].Manifest.Settings.DifferenceTo(manifest.Settings) is { } difference)
            {
                throw Apart(path, manifests[0].Path, difference);
            }
        }

        (string Path, ShardManifest Manifest)[] ended = [.. manifests.Where(static found => found.Manifest.Questions is not null)];
        foreach ((string path, ShardManifest manifest) in ended)
        {
            if ((manifest.Questions, manifest.InputDigest) != (ended[0].Manifest.Questions, ended[0].Manifest.InputDigest))
            {
                throw Apart(path, ended[0].Path, "other questions");
            }
        }

        PartFile[] sorted = [.. parts.OrderBy(static part => part.Name.First).ThenBy(static part => part.Name.Last).ThenBy(static part => part.Path, StringComparer.Ordinal)];
        long? questions = ended.Length > 0 ? ended[0].Manifest.Questions : null;
        if (sorted.FirstOrDefault(part => part.Name.Last > questions) is { } behind)
        {
            throw new PartFaultException(string.Create(CultureInfo.InvariantCulture, $"{behind} answers question {behind.Name.Last:N0}, but {PrintableText.Line(ended[0].Path)} says that there are {questions:N0}: it belongs to another input"));
        }

        (int Count, int PartSize)[] layouts = [.. manifests.Select(static found => (ShardNumber.TryParse(found.Manifest.Shard, out ShardNumber shard) ? shard.Count : 1, found.Manifest.PartSize)).Distinct()];
        return new MergePlan(sorted, questions, MissingFrom(sorted, questions), layouts.Length == 1 ? layouts[0] : null);
    }

    private static List<QuestionRange> MissingFrom(PartFile[] sorted, long? questions)
    {
        var missing = new List<QuestionRange>();
        long end = 0;
        foreach (PartFile part in sorted)
        {
            if (part.Name.First > end + 1)
            {
                missing.Add(new QuestionRange(end + 1, part.Name.First - 1));
            }

            end = Math.Max(end, part.Name.Last);
        }

        if (questions > end)
        {
            missing.Add(new QuestionRange(end + 1, questions.Value));
        }

        return missing;
    }

    private static PartFaultException Apart(string path, string other, string difference) =>
        new($"{PrintableText.Line(path)} was made with {PrintableText.Line(difference)}, compared with {PrintableText.Line(other)}: their parts do not go together");

    private static string[] FilesOf(string folder)
    {
        try
        {
            return Directory.GetFiles(folder);
        }
        catch (Exception exception) when (InputFile.IsFault(exception))
        {
            throw new PartFaultException(InputFile.Describe(folder, exception));
        }
    }
}
