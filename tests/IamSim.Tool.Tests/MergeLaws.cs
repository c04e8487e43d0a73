using System.Globalization;
using IamSim.Scenarios;
using IamSim.Tool.Batch;
using IamSim.Tool.Shards;

namespace IamSim.Tool.Tests;

/// <summary>Shards merged are one run, however the questions were shared out. <c>IAMSIM_SEED</c> repeats a case, <c>IAMSIM_LONG</c> is the number of cases.</summary>
public sealed class MergeLaws
{
    [Fact]
    public void Parts_merged_in_any_order_with_repeats_are_one_run() => Check(40, static (random, folder) =>
    {
        string[] folders = [.. Enumerable.Range(0, 4).Select(i => Path.Combine(folder.Location, $"f{i}"))];
        // One whole layout, and any shards of others: all overlap with something. A shard replaces what it left in a folder before.
        RunAll(folder, random, folders, RandomLayout(random));
        string[] others = [.. Enumerable.Range(0, random.Next(4)).Select(i => Path.Combine(folder.Location, $"g{i}"))];
        foreach (string other in others)
        {
            Layout layout = RandomLayout(random);
            Run(folder, layout, random.Next(layout.Count) + 1, other, random);
        }

        string[] used = [.. folders.Where(Directory.Exists), .. others];
        string[] named = [.. used, .. used.Where(_ => random.Next(2) == 0)];
        random.Shuffle(named);

        Assert.Equal(One(folder, new NdjsonAnswers()), Merge(folder, named, "ndjson"));
        Assert.Equal(One(folder, new CsvAnswers()), Merge(folder, named, "csv"));
    });

    [Fact]
    public void Tables_of_shards_merged_are_the_table_of_one_shard_byte_by_byte() => Check(20, static (random, folder) =>
    {
        string one = Path.Combine(folder.Location, "one");
        string many = Path.Combine(folder.Location, "many");
        Run(folder, new Layout(1, 1000, PartFormat.Parquet), 1, one, random);
        RunAll(folder, random, [many], RandomLayout(random) with { Format = PartFormat.Parquet });

        Assert.Equal(Merge(folder, [one], "parquet"), Merge(folder, [many], "parquet"));
        Assert.Equal(One(folder, new NdjsonAnswers()), Merge(folder, [many, one], "ndjson"));
    });

    [Fact]
    public void A_run_that_lost_any_parts_and_is_resumed_leaves_the_same_files() => Check(30, static (random, folder) =>
    {
        string parts = Path.Combine(folder.Location, "parts");
        Layout layout = RandomLayout(random);
        int shard = random.Next(layout.Count) + 1;
        Run(folder, layout, shard, parts, random);
        Dictionary<string, byte[]> whole = Files(parts);
        foreach (string name in whole.Keys.Where(_ => random.Next(2) == 0))
        {
            // As a run that was killed: some parts are not there, and one is there in part.
            File.Move(Path.Combine(parts, name), Path.Combine(parts, $"{name.Split('.')[0]}.{random.Next(1000):D12}.partial"), overwrite: true);
        }

        Run(folder, layout, shard, parts, random, resumes: true);

        Assert.Equal(whole, Files(parts));
    });

    private static void Check(int normal, Action<Random, TemporaryFolder> law)
    {
        int first = int.TryParse(Environment.GetEnvironmentVariable("IAMSIM_SEED"), CultureInfo.InvariantCulture, out int given) ? given : Random.Shared.Next(1 << 30);
        int count = int.TryParse(Environment.GetEnvironmentVariable("IAMSIM_LONG"), CultureInfo.InvariantCulture, out int many) ? many : normal;
        // What the runs tell would fill the screen; other tests look at it.
        Console.SetError(TextWriter.Null);
        for (int seed = first; seed < first + count; seed++)
        {
            var random = new Random(seed);
            using var folder = new TemporaryFolder();
            folder.Write("p.json", ShardFiles.Policies);
            folder.Write("r.ndjson", ShardFiles.Questions(random, random.Next(60)));
            try
            {
                law(random, folder);
            }
            catch (Exception exception)
            {
                throw new Xunit.Sdk.XunitException($"repeat with IAMSIM_SEED={seed}", exception);
            }
        }
    }

    private static Layout RandomLayout(Random random) => new(random.Next(1, 5), random.Next(1, 15), random.Next(2) == 0 ? PartFormat.Ndjson : PartFormat.Parquet);

    private static void RunAll(TemporaryFolder folder, Random random, string[] folders, Layout layout)
    {
        int[] shards = [.. Enumerable.Range(1, layout.Count)];
        random.Shuffle(shards);
        foreach (int shard in shards)
        {
            Run(folder, layout, shard, folders[random.Next(folders.Length)], random);
        }
    }

    private static void Run(TemporaryFolder folder, Layout layout, int shard, string parts, Random random, bool resumes = false)
    {
        BatchArguments batch = Arguments(folder, new NdjsonAnswers(), null) with { Threads = random.Next(1, 4), Resumes = resumes };
        int code = new ShardRun(new ShardArguments(batch, parts, new ShardNumber(shard, layout.Count), layout.PartSize, layout.Format), TestContext.Current.CancellationToken).Run();
        // 2 where one of its questions is bad.
        Assert.Contains(code, new[] { 0, 2 });
        Assert.Empty(ShardFiles.Names(parts, ".partial"));
        Assert.Single(ShardFiles.Names(parts, $"{new ShardNumber(shard, layout.Count).FileStem}.json"));
    }

    private static string Merge(TemporaryFolder folder, string[] folders, string format)
    {
        string output = Path.Combine(folder.Location, $"merged.{format}");
        Assert.Equal(0, new MergeRun(new MergeArguments(folders, output, format, IsPartial: false), TestContext.Current.CancellationToken).Run());
        return Convert.ToHexString(File.ReadAllBytes(output));
    }

    private static string One(TemporaryFolder folder, IAnswerFormat format)
    {
        string output = Path.Combine(folder.Location, "one.answers");
        new BatchRun(Arguments(folder, format, output), TestContext.Current.CancellationToken).Run();
        return Convert.ToHexString(File.ReadAllBytes(output));
    }

    private static Dictionary<string, byte[]> Files(string folder) => Directory.GetFiles(folder).ToDictionary(static file => Path.GetFileName(file), File.ReadAllBytes);

    private static BatchArguments Arguments(TemporaryFolder folder, IAnswerFormat format, string? output) => new()
    {
        Input = Path.Combine(folder.Location, "r.ndjson"),
        IsCsv = false,
        Policies = Path.Combine(folder.Location, "p.json"),
        Format = format,
        Output = output,
        IsOrdered = true,
        Reader = new ScenarioReaderOptions(),
    };

    /// <summary>How the questions are shared out.</summary>
    private sealed record Layout(int Count, int PartSize, PartFormat Format);
}
