using System.Diagnostics;
using System.Text;

namespace IamSim.Tool.Tests;

public sealed class ShardTests
{
    private const string Question = """{"principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111122223333"}""";

    [Fact]
    public void A_shard_answers_its_share_in_parts_whose_names_say_which()
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", $"{Question}\n\n{Question}\nnot JSON\n{string.Concat(Enumerable.Repeat(Question + "\n", 4))}");

        ToolResult result = Batch(folder, "--out parts --shard 2/2 --part-size 3");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Equal(["shard-2-of-2.000000000004-000000000006"], ShardFiles.Names(Parts(folder), ".ndjson").Select(static name => name[..^24]));
        Assert.Equal(["5", "6", "7"], File.ReadLines(Directory.GetFiles(Parts(folder), "*.ndjson")[0]).Select(static line => line.Split([':', ','])[1]));
        Assert.Contains("\nshard 2/2 of 7 questions: 1 part written\n3 requests: 3 allowed, 0 denied, 0 bad; ", "\n" + result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_line_is_an_answer_with_its_fault_and_counts()
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", $"{Question}\nnot JSON\n{Question}\n");

        ToolResult result = Batch(folder, "--out parts");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("r.ndjson:2:2: error IAM0001: not valid JSON", result.Error, StringComparison.Ordinal);
        Assert.Contains("3 requests: 2 allowed, 0 denied, 1 bad; ", result.Error, StringComparison.Ordinal);
        Assert.Contains("\n{\"line\":2,\"inputError\":{\"message\":\"not valid JSON", ShardFiles.Concatenated(Parts(folder)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ndjson")]
    [InlineData("parquet")]
    public void The_same_input_gives_the_same_bytes_with_any_number_of_threads(string format)
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", ShardFiles.Questions(new Random(7), 4000));

        Batch(folder, $"--out one --part-size 900 --threads 1 --format {format}");
        Batch(folder, $"--out four --part-size 900 --threads 4 --format {format}");
        Dictionary<string, byte[]> one = Files(folder, "one");
        Batch(folder, $"--out one --part-size 900 --threads 3 --format {format}");

        Assert.Equal(6, one.Count);
        Assert.Equal(one, Files(folder, "four"));
        Assert.Equal(one, Files(folder, "one"));
    }

    [Fact]
    public void Resuming_answers_only_what_is_missing()
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", string.Concat(Enumerable.Repeat(Question + "\n", 50)));
        Batch(folder, "--out parts --part-size 10");
        Dictionary<string, byte[]> whole = Files(folder, "parts");
        File.Delete(Path.Combine(Parts(folder), ShardFiles.Names(Parts(folder), ".ndjson")[2]));

        ToolResult result = Batch(folder, "--out parts --part-size 10 --resume");

        Assert.StartsWith("shard 1/1 of 50 questions: 1 part written, 4 were there\n10 requests: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(whole, Files(folder, "parts"));
    }

    [Theory]
    [InlineData("", "p.json", "the parts in parts were made with other policies: name another folder, or leave --resume out to replace them")]
    [InlineData("--lenient", "", "the parts in parts were made with other evaluation options")]
    [InlineData("--now 2026-01-31T12:00:00Z", "", "the parts in parts were made with the time of the clock, not 2026-01-31T12:00:00.0000000+00:00")]
    [InlineData("--part-size 11", "", "the parts in parts were made with --part-size 10, not 11")]
    [InlineData("--format parquet", "", "the parts in parts were made with --format ndjson")]
    [InlineData("", "r.ndjson", ".000000000011-000000000020.")]
    [InlineData("", "manifest", "shard-1-of-1.json: it is not what a shard says of itself")]
    public void Parts_of_something_else_are_not_resumed_but_replaced(string options, string changed, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", string.Concat(Enumerable.Repeat(Question + "\n", 50)));
        Batch(folder, "--out parts --part-size 10");
        Dictionary<string, byte[]> before = Files(folder, "parts");
        string policies = ShardFiles.Policies;
        switch (changed)
        {
            case "p.json":
                policies = policies.Replace("Read", "Look", StringComparison.Ordinal);
                break;
            case "r.ndjson":
                folder.Write("r.ndjson", string.Concat(Enumerable.Range(0, 50).Select(static i => (i == 12 ? Question.Replace("b/k", "b/l", StringComparison.Ordinal) : Question) + "\n")));
                break;
            case "manifest":
                before["shard-1-of-1.json"] = "{}"u8.ToArray();
                folder.Write("parts/shard-1-of-1.json", "{}");
                break;
            default:
                break;
        }

        ToolResult result = Batch(folder, $"--out parts --resume {(options.Contains("--part-size", StringComparison.Ordinal) ? "" : "--part-size 10")} {options}", policies);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(before, Files(folder, "parts"));
        Assert.Equal(0, Batch(folder, $"--out parts {options}", policies).ExitCode);
        Assert.Equal(0, Batch(folder, $"--out parts --resume {options}", policies).ExitCode);
    }

    [Fact]
    public void Parts_behind_the_end_of_a_shorter_input_are_told()
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", string.Concat(Enumerable.Repeat(Question + "\n", 40)));
        Batch(folder, "--out parts --part-size 10");
        folder.Write("r.ndjson", string.Concat(Enumerable.Repeat(Question + "\n", 20)));

        ToolResult result = Batch(folder, "--out parts --part-size 10 --resume");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(".000000000021-000000000030.", result.Error, StringComparison.Ordinal);
        Assert.Contains("does not belong to these questions and policies: remove it", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_killed_in_the_middle_and_resumed_is_one_run()
    {
        using var folder = new TemporaryFolder();
        string input = ShardFiles.Questions(new Random(3), 3000);
        (Process process, Task<string> _) = await StartAsync(folder, input);
        using (process)
        {
            process.Kill();
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        }

        string[] left = ShardFiles.Names(Parts(folder), ".ndjson");
        Assert.NotEmpty(left);
        Assert.NotEmpty(ShardFiles.Names(Parts(folder), ".partial"));
        folder.Write("r.ndjson", input);
        folder.Write("p.json", ShardFiles.Policies);
        string one = ToolProcess.Run(["batch", "--policies", "p.json", "r.ndjson"], folder: folder.Location).Output;
        Assert.StartsWith(ShardFiles.Concatenated(Parts(folder)), one, StringComparison.Ordinal);

        ToolResult result = Batch(folder, "--out parts --part-size 100 --resume");

        Assert.Contains($"shard 1/1 of 3,000 questions: {30 - left.Length} parts written, {left.Length} were there", result.Error, StringComparison.Ordinal);
        Assert.Empty(ShardFiles.Names(Parts(folder), ".partial"));
        Assert.Equal(one, ShardFiles.Concatenated(Parts(folder)));
        Assert.Equal(one, ToolProcess.Run(["merge", "parts"], folder: folder.Location).Output);
    }

    [Fact]
    public async Task An_interrupt_leaves_whole_parts_only_and_says_how_to_go_on()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs kill");
        using var folder = new TemporaryFolder();
        (Process process, Task<string> error) = await StartAsync(folder, string.Concat(Enumerable.Repeat(Question + "\n", 2950)));
        using (process)
        {
            using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            {
                kill.WaitForExit();
            }

            Assert.Contains("iamsim: stopped; only whole parts are left: continue with --resume\nshard 1/1 of ", await error, StringComparison.Ordinal);
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
            Assert.Equal(130, process.ExitCode);
        }

        string[] parts = Directory.GetFiles(Parts(folder), "*.ndjson");
        Assert.NotEmpty(parts);
        Assert.All(parts, static part => Assert.Equal(100, File.ReadAllText(part).Count(static character => character == '\n')));
        Assert.Equal(parts.Length + 1, Directory.GetFiles(Parts(folder)).Length);
        Assert.Contains("\"questions\": null,", File.ReadAllText(Path.Combine(Parts(folder), "shard-1-of-1.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_run_of_a_shard_has_a_folder_at_a_time()
    {
        using var folder = new TemporaryFolder();
        (Process process, Task<string> _) = await StartAsync(folder, string.Concat(Enumerable.Repeat(Question + "\n", 250)));
        using (process)
        {
            folder.Write("r.ndjson", Question);
            ToolResult same = Batch(folder, "--out parts");
            ToolResult other = Batch(folder, "--out parts --shard 1/2");
            process.Kill();
            Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));

            Assert.Equal(2, same.ExitCode);
            Assert.StartsWith("iamsim: cannot write parts: ", same.Error, StringComparison.Ordinal);
            Assert.Equal(0, other.ExitCode);
            Assert.NotEmpty(ShardFiles.Names(Parts(folder), ".partial"));
        }
    }

    [Fact]
    public void Rows_of_CSV_and_scenarios_are_shared_out_as_well()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.json", ShardFiles.Policies);
        folder.Write("r.csv", "principal,action,resource\n" + string.Concat(Enumerable.Range(0, 10).Select(static i => $"arn:aws:iam::111122223333:user/u{i},s3:GetObject,arn:aws:s3:::b/k\n")));
        folder.Write("s.ndjson", string.Concat(Enumerable.Range(0, 10).Select(static i => $"{ShardFiles.Policies[..^1]},\"request\":{Question},\"expect\":{{\"allowed\":{(i == 4 ? "false" : "true")}}}}}\n")));
        foreach (string[] input in new string[][] { ["--policies", "p.json", "r.csv"], ["s.ndjson"] })
        {
            ToolResult one = ToolProcess.Run(["batch", .. input], folder: folder.Location);
            int[] codes = [.. new[] { "1/3", "2/3", "3/3" }.Select(shard => ToolProcess.Run(["batch", .. input, "--out", input[^1] + ".d", "--part-size", "2", "--shard", shard], folder: folder.Location).ExitCode)];

            Assert.Equal(one.Output, ToolProcess.Run(["merge", input[^1] + ".d"], folder: folder.Location).Output);
            Assert.Equal(one.ExitCode, codes.Max());
        }
    }

    [Theory]
    [InlineData("--shard 1/2", "--shard is about part files: --out is missing")]
    [InlineData("--part-size 5", "--part-size is about part files: --out is missing")]
    [InlineData("--format parquet", "--format parquet is for part files: --out is missing")]
    [InlineData("--out d --shard 0/2", "--shard 0/2: expected which of how many, such as 3/64, the first being 1/64")]
    [InlineData("--out d --shard 3/2", "--shard 3/2: expected which of how many")]
    [InlineData("--out d --shard 3", "--shard 3: expected which of how many")]
    [InlineData("--out d --part-size 0", "--part-size 0: expected 1 or more")]
    [InlineData("--out d --format csv", "--format csv is not one of parts: expected ndjson or parquet; 'iamsim merge' makes CSV of either")]
    [InlineData("--out d --output x", "--output does not go with --out: parts are files of their own, in the order of the questions")]
    [InlineData("--out d --unordered", "--unordered does not go with --out")]
    [InlineData("--out d --from 3", "--from does not go with --out")]
    [InlineData("--out r.ndjson", "cannot write r.ndjson: ")]
    public void A_wrong_command_line_is_told(string options, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", Question);

        ToolResult result = Batch(folder, options);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder.Location, "d")));
    }

    private static string Parts(TemporaryFolder folder) => Path.Combine(folder.Location, "parts");

    private static Dictionary<string, byte[]> Files(TemporaryFolder folder, string name) =>
        Directory.GetFiles(Path.Combine(folder.Location, name)).ToDictionary(static file => Path.GetFileName(file), File.ReadAllBytes);

    private static ToolResult Batch(TemporaryFolder folder, string options, string policies = ShardFiles.Policies)
    {
        folder.Write("p.json", policies);
        return ToolProcess.Run(["batch", "--policies", "p.json", "r.ndjson", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)], folder: folder.Location);
    }

    // Its input does not end: the run is in the middle until somebody ends it.
    private static async Task<(Process Process, Task<string> Error)> StartAsync(TemporaryFolder folder, string input)
    {
        folder.Write("p.json", ShardFiles.Policies);
        Process process = ToolProcess.Start(["batch", "--policies", "p.json", "--out", "parts", "--part-size", "100", "-"], folder.Location);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(input[..(input.Length * 2 / 3)]), TestContext.Current.CancellationToken);
        await process.StandardInput.BaseStream.FlushAsync(TestContext.Current.CancellationToken);
        for (int i = 0; i < 600 && !(Directory.Exists(Parts(folder)) && ShardFiles.Names(Parts(folder), ".ndjson").Length > 0 && ShardFiles.Names(Parts(folder), "01.partial").Length > 0); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        return (process, error);
    }
}
