using System.Text;
using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace IamSim.Tool.Tests;

public sealed class MergeTests
{
    [Fact]
    public void Missing_questions_are_told_with_their_shards_and_nothing_is_written()
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 65, "--out a --shard 1/3 --part-size 10");
        Batch(folder, 65, "--out b --shard 2/3 --part-size 10");

        ToolResult result = Merge(folder, "a b --out all");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            "iamsim: missing: questions 21 to 30 (shard 3/3)\niamsim: missing: questions 51 to 60 (shard 3/3)\niamsim: nothing was merged: run what is missing with --resume, or merge what there is with --partial\n",
            result.Error);
        Assert.False(File.Exists(Path.Combine(folder.Location, "all")));
    }

    [Fact]
    public void What_there_is_is_merged_on_request()
    {
        using var folder = new TemporaryFolder();
        string[] one = Batch(folder, 65, "").Output.Split('\n');
        Batch(folder, 65, "--out a --shard 1/3 --part-size 10");
        Batch(folder, 65, "--out b --shard 2/3 --part-size 10 --format parquet");

        ToolResult result = Merge(folder, "b a --partial");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal([.. one[..20], .. one[30..50], .. one[60..]], result.Output.Split('\n'));
        Assert.Contains("45 answers from 5 parts; ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_end_of_any_shard_nobody_knows_how_many_questions_there_are()
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 20, "--out a --part-size 10");
        File.Delete(Path.Combine(folder.Location, "a", "shard-1-of-1.json"));

        ToolResult result = Merge(folder, "a");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("iamsim: missing: how many questions there are; a shard says it at the end of its run", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("parquet")]
    public void Repeats_that_contradict_are_refused(string format)
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 30, $"--out a --part-size 10 --format {format}");
        Batch(folder, 30, "--out b --part-size 15");
        string part = Directory.GetFiles(Path.Combine(folder.Location, "b"), "*16-*.ndjson")[0];
        File.WriteAllLines(part, File.ReadAllLines(part).Select(static line => line.StartsWith("{\"line\":18,", StringComparison.Ordinal) ? "{\"line\":18,\"decision\":\"Allowed\",\"decidedBy\":\"resource\"}" : line));

        ToolResult result = Merge(folder, "a b --out all");

        Assert.Equal(2, result.ExitCode);
        Assert.Matches("^iamsim: question 18 is answered differently in a/shard-1-of-1.000000000011-000000000020.[0-9a-f]{16}[.a-z]+ and b/shard-1-of-1.000000000016-000000000030.[0-9a-f]{16}.ndjson: remove what is wrong\n$", result.Error.Replace('\\', '/'));
        Assert.Empty(Directory.GetFiles(folder.Location, "all*"));
    }

    [Theory]
    [InlineData("p.json", "was made with other policies, compared with a/shard-1-of-2.json: their parts do not go together")]
    [InlineData("r.ndjson", "was made with other questions, compared with a/shard-1-of-2.json: their parts do not go together")]
    public void Shards_of_different_runs_do_not_go_together(string changed, string message)
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 30, "--out a --part-size 10 --shard 1/2");
        Batch(folder, changed == "r.ndjson" ? 29 : 30, "--out b --part-size 10 --shard 2/2", changed == "p.json" ? ShardFiles.Policies.Replace("Read", "Look", StringComparison.Ordinal) : ShardFiles.Policies);

        ToolResult result = Merge(folder, "a b");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error.Replace('\\', '/'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ndjson", 0, "it ends behind question 0, its name says 10")]
    [InlineData("ndjson", 40, "its last line has no end")]
    [InlineData("ndjson", -1, "its last line has no end")]
    [InlineData("parquet", 0, "cannot read ")]
    [InlineData("parquet", 40, "cannot read ")]
    [InlineData("parquet", -1, "cannot read ")]
    public void A_part_that_was_cut_off_is_refused(string format, int length, string message)
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 10, $"--out a --format {format}");
        string part = Directory.GetFiles(Path.Combine(folder.Location, "a"), $"*.{format}")[0];
        byte[] bytes = File.ReadAllBytes(part);
        File.WriteAllBytes(part, length < 0 ? bytes[..^1] : bytes[..length]);

        ToolResult result = Merge(folder, "a --out all");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Location, "all*"));
    }

    [Theory]
    [InlineData("\"decision\":\"\\ud800\"", "is not valid JSON", "csv")]
    [InlineData("\"blockedBy\":[\"\\ud800\"]", "is not valid JSON", "csv")]
    [InlineData("\"\\ud800\":1", "is not valid JSON", "csv")]
    [InlineData("\"decision\":\"\\ud800\"", "is not valid JSON", "parquet")]
    [InlineData("\"decision\":\"\u001b[31m\"", "has characters that no answer has", "ndjson")]
    [InlineData("\"decision\":\"\u202E\"", "has characters that no answer has", "ndjson")]
    public void An_answer_that_the_tool_never_writes_is_refused(string member, string message, string format)
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 3, "--out a");
        string part = Directory.GetFiles(Path.Combine(folder.Location, "a"), "*.ndjson")[0];
        string[] lines = File.ReadAllLines(part);
        lines[1] = $"{{\"line\":{(int)char.GetNumericValue(lines[1][8])},{member}}}";
        File.WriteAllText(part, string.Concat(lines.Select(static line => line + "\n")));

        ToolResult result = Merge(folder, $"a --out all --format {format}");

        Assert.Equal((2, "", $"iamsim: the answer to question 2 {message}: remove its part, and run the shard with --resume\n"), (result.ExitCode, result.Output, result.Error));
        Assert.Empty(Directory.GetFiles(folder.Location, "all*"));
    }

    [Fact]
    public void A_part_with_any_byte_changed_is_merged_or_refused_but_never_a_crash()
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 40, "--out a --format parquet");
        string part = Directory.GetFiles(Path.Combine(folder.Location, "a"), "*.parquet")[0];
        byte[] bytes = File.ReadAllBytes(part);
        var random = new Random(5);
        Console.SetError(TextWriter.Null);
        for (int i = 0; i < 300; i++)
        {
            byte[] changed = [.. bytes];
            changed[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(part, changed);
            string output = Path.Combine(folder.Location, "all");

            int code = new Shards.MergeRun(new Shards.MergeArguments([Path.Combine(folder.Location, "a")], output, "ndjson", IsPartial: false), TestContext.Current.CancellationToken).Run();

            Assert.Contains(code, new[] { 0, 2 });
        }
    }

    [Fact]
    public async Task A_table_says_what_the_lines_say()
    {
        using var folder = new TemporaryFolder();
        string[] lines = Batch(folder, 500, "").Output.TrimEnd('\n').Split('\n');
        Batch(folder, 500, "--out a --format parquet --part-size 120");
        Assert.Equal(0, Merge(folder, "a --out all.parquet --format parquet").ExitCode);

        Dictionary<string, object?[]> table = await ReadAsync(Path.Combine(folder.Location, "all.parquet"));

        Assert.Equal(Enumerable.Range(1, 500).Select(static i => (object)(long)i), table["question"]);
        var seen = new HashSet<string>();
        for (int i = 0; i < lines.Length; i++)
        {
            using JsonDocument answer = JsonDocument.Parse(lines[i]);
            JsonElement root = answer.RootElement;
            bool hasStatement = root.TryGetProperty("statement", out JsonElement statement);
            Assert.Equal(root.GetProperty("line").GetInt64(), table["line"][i]);
            Assert.Equal(Text(root, "id"), table["id"][i]);
            Assert.Equal(Text(root, "decision"), table["decision"][i]);
            Assert.Equal(Text(root, "decidedBy"), table["decidedBy"][i]);
            Assert.Equal(hasStatement ? Text(statement, "sid") : null, table["sid"][i]);
            Assert.Equal(hasStatement ? Text(statement, "policy") : null, table["policy"][i]);
            Assert.Equal(hasStatement ? Text(statement, "file") : null, table["file"][i]);
            Assert.Equal(hasStatement ? statement.GetProperty("line").GetInt32() : null, table["statementLine"][i]);
            Assert.Equal(hasStatement ? statement.GetProperty("column").GetInt32() : null, table["statementColumn"][i]);
            Assert.Equal(root.TryGetProperty("inputError", out JsonElement fault), table["error"][i] is string error && error.Contains(Text(fault, "message")!, StringComparison.Ordinal));
            Assert.EndsWith(((string)table["answer"][i]!)[1..], lines[i], StringComparison.Ordinal);
            seen.Add($"{table["decision"][i] ?? "fault"}");
        }

        Assert.Equal(["Allowed", "ExplicitDeny", "ImplicitDeny", "fault"], seen.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_table_has_the_questions_where_its_parts_have_them()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.json", ShardFiles.Policies);
        var random = new Random(2);
        folder.Write("r.ndjson", string.Concat(Enumerable.Range(0, 20).Select(i => ShardFiles.Question(random, i) + "\n")));
        ToolProcess.Run(["batch", "--policies", "p.json", "r.ndjson", "--out", "a", "--shard", "1/2", "--part-size", "10", "--format", "parquet"], folder: folder.Location);
        ToolProcess.Run(["batch", "--policies", "p.json", "r.ndjson", "--out", "a", "--shard", "2/2", "--part-size", "10"], folder: folder.Location);

        ToolResult result = Merge(folder, "a --out all.parquet --format parquet");

        Assert.StartsWith("iamsim: parts in NDJSON do not hold the questions: where there is no other part, principal, action and resource are empty\n20 answers from 2 parts; ", result.Error, StringComparison.Ordinal);
        Dictionary<string, object?[]> table = await ReadAsync(Path.Combine(folder.Location, "all.parquet"));
        for (int i = 0; i < 20; i++)
        {
            string line = File.ReadLines(Path.Combine(folder.Location, "r.ndjson")).ElementAt(i);
            // Half a character is a fault of the question.
            bool isBad = line.Contains("\\ud800", StringComparison.Ordinal);
            using JsonDocument question = JsonDocument.Parse(line.Replace("\\ud800", "", StringComparison.Ordinal));
            Assert.All(new[] { "principal", "action", "resource" }, name => Assert.Equal(i < 10 && !isBad ? question.RootElement.GetProperty(name).GetString() : null, table[name][i]));
        }
    }

    [Theory]
    [InlineData("", "Required argument 'folder' missing")]
    [InlineData("a --format parquet", "--format parquet is for a file: --out is missing")]
    [InlineData("nowhere", "cannot read nowhere: ")]
    [InlineData("empty", "there are no parts of shards in empty: expected what 'iamsim batch --out' writes")]
    [InlineData("a --partal", "unknown option '--partal': did you mean '--partial'?")]
    [InlineData("a --out no/such/folder", "cannot write no/such/folder: ")]
    [InlineData("a --out empty", "cannot write empty: it is no file; standard output is written to without --out")]
    [InlineData("a --out /dev/null", "cannot write /dev/null: it is no file")]
    [InlineData("''", "cannot read : ")]
    [InlineData("a --out ''", "cannot write : ")]
    public void A_wrong_command_line_is_told(string commandLine, string message)
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(Path.Combine(folder.Location, "empty"));
        Batch(folder, 3, "--out a");

        ToolResult result = Merge(folder, commandLine);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_output_that_is_a_link_goes_on_leading_to_its_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs links");
        using var folder = new TemporaryFolder();
        string one = Batch(folder, 12, "").Output;
        Batch(folder, 12, "--out a");
        string file = folder.Write("b/all", "earlier");
        File.CreateSymbolicLink(Path.Combine(folder.Location, "link"), file);

        Assert.Equal(0, Merge(folder, "a --out link").ExitCode);

        Assert.Equal(one, File.ReadAllText(file));
        Assert.NotNull(File.ResolveLinkTarget(Path.Combine(folder.Location, "link"), returnFinalTarget: false));
    }

    [Fact]
    public void Names_that_promise_more_than_anybody_asks_are_no_parts()
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 3, "--out a");
        folder.Write("a/shard-1-of-1.000000000001-9223372036854775807.0123456789abcdef.ndjson", "");

        ToolResult result = Merge(folder, "a");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(3, result.Output.Count(static character => character == '\n'));
    }

    [Fact]
    public void An_input_without_questions_is_merged_into_nothing()
    {
        using var folder = new TemporaryFolder();
        Batch(folder, 0, "--out a --shard 2/3");

        ToolResult result = Merge(folder, "a");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("0 answers from 0 parts; ", result.Error, StringComparison.Ordinal);
    }

    private static ToolResult Batch(TemporaryFolder folder, int count, string options, string policies = ShardFiles.Policies)
    {
        folder.Write("p.json", policies);
        folder.Write("r.ndjson", ShardFiles.Questions(new Random(11), count).Replace("\n \r\n", "", StringComparison.Ordinal));
        return ToolProcess.Run(["batch", "--policies", "p.json", "r.ndjson", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)], folder: folder.Location);
    }

    private static ToolResult Merge(TemporaryFolder folder, string commandLine) =>
        ToolProcess.Run(["merge", .. commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(static argument => argument == "''" ? "" : argument)], folder: folder.Location);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static async Task<Dictionary<string, object?[]>> ReadAsync(string path)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(path, cancellationToken: TestContext.Current.CancellationToken);
        var table = new Dictionary<string, object?[]>();
        foreach (DataField field in reader.Schema.DataFields)
        {
            table.Add(field.Name, []);
            for (int i = 0; i < reader.RowGroupCount; i++)
            {
                using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
                table[field.Name] = [.. table[field.Name], .. await ColumnAsync(group, field)];
            }
        }

        return table;
    }

    private static async Task<IEnumerable<object?>> ColumnAsync(ParquetRowGroupReader group, DataField field)
    {
        int count = (int)group.RowCount;
        switch (field.Name)
        {
            case "question" or "line":
                long[] longs = new long[count];
                await group.ReadAsync<long>(field, longs, cancellationToken: TestContext.Current.CancellationToken);
                return longs.Cast<object?>();
            case "statementLine" or "statementColumn":
                int?[] numbers = new int?[count];
                await group.ReadAsync<int>(field, numbers.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                return numbers.Cast<object?>();
            case "pass":
                bool?[] truths = new bool?[count];
                await group.ReadAsync<bool>(field, truths.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
                return truths.Cast<object?>();
            default:
                string?[] texts = new string?[count];
                await group.ReadAsync(field, texts.AsMemory()!, cancellationToken: TestContext.Current.CancellationToken);
                return texts;
        }
    }
}
