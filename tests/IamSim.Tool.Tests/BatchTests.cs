using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IamSim.Tool.Tests;

public sealed class BatchTests
{
    private const string Policies = """{"policies":{"identity":[{"Version":"2012-10-17","Statement":[{"Sid":"Read","Effect":"Allow","Action":"s3:Get*","Resource":"*"},{"Sid":"Guard","Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/secret","Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}]}}""";
    private const string Allowed = """{"principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject","resource":"arn:aws:s3:::b/k","resourceAccount":"111122223333"}""";
    private const string Denied = """{"id":"d","principal":"arn:aws:iam::111122223333:user/alice","action":"s3:GetObject","resource":"arn:aws:s3:::b/secret","resourceAccount":"111122223333","context":{"aws:SecureTransport":false}}""";
    private const string AllowedTail = "\"" + """decision":"Allowed","decidedBy":"identity","statement":{"policy":"identity[0]","file":"p.json","sid":"Read","line":1,"column":63}}""";
    private const string DeniedTail = "\"" + """decision":"ExplicitDeny","decidedBy":"identity","blockedBy":["identity"],"statement":{"policy":"identity[0]","file":"p.json","sid":"Guard","line":1,"column":129}}""";

    [Fact]
    public void Every_line_is_answered_with_its_number_and_id_and_a_summary_closes_the_run()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = Run(folder, $"{Allowed}\n\n{Denied}\n");

        Assert.Equal($$"""{"line":1,{{AllowedTail}}""" + "\n" + $$"""{"line":3,"id":"d",{{DeniedTail}}""" + "\n", result.Output);
        Assert.StartsWith("2 requests: 1 allowed, 1 denied, 0 bad; ", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("\uFEFF{0}\r\n{1}\r\n", 2)]
    [InlineData("{0}\n \t\r\n\n{1}", 4)]
    [InlineData("{0}\n{1}", 2)]
    public void Byte_order_marks_line_ends_of_Windows_blank_lines_and_a_missing_last_line_end_do_no_harm(string shape, int second)
    {
        using var folder = new TemporaryFolder();
        string requests = shape.Replace("{0}", Allowed, StringComparison.Ordinal).Replace("{1}", Denied, StringComparison.Ordinal);
        folder.Write("requests.ndjson", requests);

        ToolResult result = Run(folder, "", file: "requests.ndjson");

        Assert.Equal($$"""{"line":1,{{AllowedTail}}""" + "\n" + $$"""{"line":{{second}},"id":"d",{{DeniedTail}}""" + "\n", result.Output);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_bad_line_is_answered_told_and_counted_and_the_rest_goes_on()
    {
        using var folder = new TemporaryFolder();
        string misspelled = Allowed.Replace("\"action\"", "\"acton\"", StringComparison.Ordinal);
        folder.Write("r.ndjson", $"{Allowed}\n{misspelled}\nnot JSON\n{Denied}\n");

        ToolResult result = Run(folder, "", file: "r.ndjson");

        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("""{"line":2,"inputError":{"message":"the request has no member 'action'","column":1,"help":"add \"action\": …"}}""", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("""{"line":3,"inputError":{"message":"not valid JSON (found 'o')""", lines[2], StringComparison.Ordinal);
        Assert.EndsWith(DeniedTail, lines[3], StringComparison.Ordinal);
        Assert.Contains("r.ndjson:2:1: error IAM1002: the request has no member 'action'\nhelp: add", result.Error, StringComparison.Ordinal);
        Assert.Contains("r.ndjson:3:2: error IAM0001: not valid JSON", result.Error, StringComparison.Ordinal);
        Assert.Contains("\n4 requests: 1 allowed, 1 denied, 2 bad; ", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Fact]
    public void Of_many_bad_lines_ten_are_told_and_the_others_counted()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = Run(folder, string.Concat(Enumerable.Repeat("{}\n", 2000)));

        Assert.Equal(10, result.Error.Split("error IAM1002").Length - 1);
        Assert.Contains("iamsim: 1,990 more bad lines, told in their answers only", result.Error, StringComparison.Ordinal);
        Assert.Equal(2000, result.Output.Split('\n').Length - 1);
    }

    [Fact]
    public void A_line_of_megabytes_is_answered()
    {
        using var folder = new TemporaryFolder();
        string large = Denied.Replace("false", $"[\"{new string('x', 5_000_000)}\"]", StringComparison.Ordinal);

        ToolResult result = Run(folder, $"{Allowed}\n{large}\n{Denied}\n");

        Assert.Equal(3, result.Output.Split('\n').Length - 1);
        Assert.Contains("3 requests: 2 allowed, 1 denied, 0 bad", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_are_those_of_simulate_with_any_number_of_threads_and_in_any_order()
    {
        using var folder = new TemporaryFolder();
        string[] requests = [.. Enumerable.Range(0, 5000).Select(static i => (i % 7 == 0 ? Denied : Allowed).Replace("b/k", $"b/k{i}", StringComparison.Ordinal))];
        folder.Write("r.ndjson", string.Join('\n', requests));
        string[] scenarios = [.. requests.Select(static request => $"{Policies[..^1]},\"request\":{request.Replace("\"id\":\"d\",", "", StringComparison.Ordinal)}}}")];
        string[] expected = [.. ToolProcess.Run(["simulate", "-", "--format", "ndjson"], string.Join('\n', scenarios)).Output.TrimEnd('\n').Split('\n').Select(Essence)];

        string one = Run(folder, "", "--threads 1", "r.ndjson").Output;
        string four = Run(folder, "", "--threads 4", "r.ndjson").Output;
        string unordered = Run(folder, "", "--threads 4 --unordered", "r.ndjson").Output;

        Assert.Equal(expected, one.TrimEnd('\n').Split('\n').Select(Essence));
        Assert.Equal(one, four);
        Assert.Equal(one.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal), unordered.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));

        static string Essence(string line)
        {
            using JsonDocument answer = JsonDocument.Parse(line);
            return $"{answer.RootElement.GetProperty("decision")} {answer.RootElement.GetProperty("decidedBy")} {answer.RootElement.GetProperty("statement").GetProperty("sid")}";
        }
    }

    [Fact]
    public void Scenarios_carry_their_own_policies_and_expectations()
    {
        using var folder = new TemporaryFolder();
        string allowed = $"{Policies[..^1]},\"request\":{Allowed},\"expect\":{{\"allowed\":true}}}}";
        string failing = allowed.Replace("\"allowed\":true", "\"allowed\":false", StringComparison.Ordinal);
        string broken = allowed.Replace("s3:Get*", "Get*", StringComparison.Ordinal).Replace(",\"expect\":{\"allowed\":true}", "", StringComparison.Ordinal);

        ToolResult result = ToolProcess.Run(["batch", "-"], $"{allowed}\n{failing}\n{broken}\n");

        Assert.Contains("3 requests: 2 allowed, 0 denied, 1 with policy errors, 0 bad; 1 passed, 1 failed; ", result.Error, StringComparison.Ordinal);
        Assert.Contains("""{"line":3,"policyError":[{"code":"IAM0017",""", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(2, ToolProcess.Run(["batch", "-"], $"{failing}\n{{}}\n").ExitCode);
    }

    [Fact]
    public void A_resource_policy_is_compiled_for_what_each_request_is_about()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.json", """{"resource":{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}},"identity":[]}""");
        string trust = """{"principal":"arn:aws:iam::111122223333:root","action":"sts:AssumeRole","resource":"arn:aws:iam::111122223333:role/r"}""";

        ToolResult result = ToolProcess.Run(["batch", "--policies", "p.json", "-"], $"{Allowed}\n{trust}\n", folder.Location);

        string[] lines = result.Output.Split('\n');
        Assert.StartsWith("""{"line":1,"decision":"ImplicitDeny",""", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"line":2,"policyError":[{"code":"IAM""", lines[1], StringComparison.Ordinal);
        Assert.Contains("1 with policy errors, 0 bad", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"identity":[{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"Get","Resource":"*"}}]}""", "p.json:1:77: error IAM0017: ")]
    [InlineData("""{"identity":[{"Version":"2012-10-17","Statement":{"Effect":"Alow","Action":"s3:Get","Resource":"*"}}]}""", "p.json:1:60: error IAM0010: ")]
    [InlineData("""{"identty":[]}""", "p.json:1:2: error IAM1001: 'policies' has no member 'identty'")]
    [InlineData("{", "p.json:1:2: error IAM0001: not valid JSON")]
    public void Faulty_policies_are_refused_before_any_answer(string policies, string message)
    {
        using var folder = new TemporaryFolder();
        folder.Write("p.json", policies);

        ToolResult result = ToolProcess.Run(["batch", "--policies", "p.json", "-"], Allowed, folder.Location);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("batch", "Required argument 'file' missing")]
    [InlineData("batch a b", "Unrecognized command or argument 'b'")]
    [InlineData("batch --thread 2 x", "'--thread'")]
    [InlineData("batch --threads 0 x", "--threads 0: expected 1 or more")]
    [InlineData("batch --from -1 x", "--from -1: expected 0 or more")]
    [InlineData("batch --resume x", "--resume goes on behind the answers of a file: it needs --output, and no --from")]
    [InlineData("batch --input csv -", "requests in CSV carry no policies: --policies is missing")]
    [InlineData("batch nothing.ndjson", "cannot read nothing.ndjson:")]
    [InlineData("batch --policies nothing.json -", "cannot read nothing.json:")]
    [InlineData("batch --output no/such/folder -", "cannot write no/such/folder:")]
    public void A_wrong_command_line_is_told(string commandLine, string message)
    {
        ToolResult result = ToolProcess.Run(commandLine.Split(' '));

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ndjson", 1)]
    [InlineData("ndjson", 4)]
    [InlineData("csv", 4)]
    public void A_run_cut_off_anywhere_and_resumed_gives_the_same_output(string format, int threads)
    {
        using var folder = new TemporaryFolder();
        folder.Write("r.ndjson", string.Join("\n", Enumerable.Range(0, 2000).Select(static i => i % 50 == 0 ? (i % 100 == 0 ? "" : "bad") : (i % 7 == 0 ? Denied : Allowed).Replace("b/k", $"b/k{i}", StringComparison.Ordinal))));
        Assert.Equal(2, Run(folder, "", $"--format {format} --output whole --threads {threads}", "r.ndjson").ExitCode);
        byte[] whole = File.ReadAllBytes(Path.Combine(folder.Location, "whole"));
        string part = Path.Combine(folder.Location, "part");
        foreach (int length in new[] { 0, 1, 20, 200, whole.Length / 2, whole.Length / 2 + 1, whole.Length - 1, whole.Length })
        {
            File.WriteAllBytes(part, whole[..length]);

            ToolResult result = Run(folder, "", $"--format {format} --output part --resume --threads {threads}", "r.ndjson");

            Assert.True(whole.AsSpan().SequenceEqual(File.ReadAllBytes(part)), $"cut off at {length}: {result.Error}");
        }

        File.Delete(part);
        Run(folder, "", $"--format {format} --output part --resume", "r.ndjson");
        Assert.Equal(whole, File.ReadAllBytes(part));
    }

    [Fact]
    public void From_goes_on_where_a_line_begins_and_adds_to_the_output()
    {
        using var folder = new TemporaryFolder();
        string[] lines = [.. Enumerable.Range(0, 100).Select(static i => Allowed.Replace("b/k", $"b/{i}é", StringComparison.Ordinal) + "\r\n")];
        folder.Write("r.ndjson", string.Concat(lines));
        string whole = Run(folder, "", "--format csv", "r.ndjson").Output;
        int offset = Encoding.UTF8.GetByteCount(string.Concat(lines[..40]));
        folder.Write("answers", string.Concat(whole.Split('\n')[..41].Select(static line => line + "\n")));

        Assert.Equal(0, Run(folder, "", $"--format csv --output answers --from {offset}", "r.ndjson").ExitCode);

        Assert.Equal(whole, File.ReadAllText(Path.Combine(folder.Location, "answers")));
        Assert.Contains($"--from {offset + 1}: no line begins at offset {offset + 1}", Run(folder, "", $"--from {offset + 1}", "r.ndjson").Error, StringComparison.Ordinal);
        Assert.Contains("--from 999999: the input has only ", Run(folder, "", "--from 999999", "r.ndjson").Error, StringComparison.Ordinal);
        Assert.Equal(whole[(whole.IndexOf('\n', StringComparison.Ordinal) + 1)..].Split('\n')[40..], Run(folder, string.Concat(lines), $"--format csv --from {offset}").Output.Split('\n'));
    }

    [Theory]
    [InlineData("{\"line\":2,\"decision\":\"Allowed\"}\n", "the answers in out are not those to the first lines of the input")]
    [InlineData("{\"line\":1,\"decision\":\"Allowed\"}\n{\"line\":2,\"decision\":\"Allowed\"}\n{\"line\":3,\"decision\":\"Allowed\"}\n", "the answers in out are not those to the first lines of the input")]
    [InlineData("something else\n", "out does not hold answers of this format")]
    public void Only_the_answers_to_the_first_lines_are_resumed(string earlier, string message)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("out", earlier);

        ToolResult result = Run(folder, $"{Allowed}\n{Allowed}\n", "--output out --resume");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(earlier, File.ReadAllText(path));
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(4, true)]
    public async Task An_interrupt_keeps_what_was_answered_and_says_how_to_go_on(int threads, bool unordered)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs kill");
        using var folder = new TemporaryFolder();
        folder.Write("p.json", Policies);
        using Process process = ToolProcess.Start(["batch", "--policies", "p.json", "--threads", threads.ToString(CultureInfo.InvariantCulture), "--output", "out", .. unordered ? ["--unordered"] : Array.Empty<string>(), "-"], folder.Location);
        string input = string.Concat(Enumerable.Repeat(Allowed + "\n", 3000));
        await process.StandardInput.WriteAsync(input);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        string path = Path.Combine(folder.Location, "out");
        await WaitForAsync(() => File.Exists(path) && new FileInfo(path).Length > 1000);
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));

        string[] lines = File.ReadAllText(path).Split('\n');
        Assert.Equal(130, process.ExitCode);
        Assert.Equal("", lines[^1]);
        Assert.Contains($"stopped; the input is answered up to offset {(lines.Length - 1) * (Allowed.Length + 1)}: continue with --resume", error, StringComparison.Ordinal);
        Run(folder, input, "--output out --resume");
        Assert.Equal(3000, File.ReadAllText(path).Split('\n').Length - 1);
    }

    [Fact]
    public void A_reader_that_goes_away_ends_the_run_without_complaint()
    {
        Assert.SkipUnless(File.Exists("/bin/sh"), "needs a shell");
        using var folder = new TemporaryFolder();
        folder.Write("p.json", Policies);
        folder.Write("r.ndjson", string.Concat(Enumerable.Repeat(Allowed + "\n", 50_000)));
        string tool = Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll");

        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet '{tool}' batch --policies p.json r.ndjson | head -1"]) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = folder.Location })!;
        string output = shell.StandardOutput.ReadToEnd();
        string error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();

        Assert.StartsWith("{\"line\":1,", output, StringComparison.Ordinal);
        Assert.Equal("", error);
    }

    [Fact]
    public void A_terminal_sees_how_far_the_run_is_and_no_trace_of_it_afterwards()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script");
        using var folder = new TemporaryFolder();
        folder.Write("p.json", Policies);
        string tool = Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll");
        // The input ends when the screen shows the line, however slow the machine is.
        string feed = $"(for i in 1 2 3 4 5 6; do echo '{Allowed}'; done; for i in $(seq 300); do grep -q requests, screen && break; sleep 0.2; done)";
        string script = $"{feed} | dotnet '{tool}' batch --policies p.json --output out -";
        using Process shell = Process.Start(new ProcessStartInfo("/usr/bin/script", ["-qefc", script, "screen"]) { RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder.Location })!;
        string screen = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();

        Assert.Matches("[1-6] requests, [0-9,]+/s\r\u001b\\[2K", screen);
        Assert.Matches("\u001b\\[2K6 requests: 6 allowed, 0 denied, 0 bad; ", screen);
    }

    [Fact]
    public void Help_and_completion_know_the_command()
    {
        Assert.Contains("--unordered", ToolProcess.Run(["batch", "--help"]).Output, StringComparison.Ordinal);
        Assert.Equal("--unordered\n", ToolProcess.Run(["[suggest:16]", "iamsim batch --u"]).Output);
    }

    private static ToolResult Run(TemporaryFolder folder, string input, string options = "", string file = "-")
    {
        folder.Write("p.json", Policies);
        return ToolProcess.Run(["batch", "--policies", "p.json", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), file], input, folder.Location);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        for (int i = 0; i < 600 && !condition(); i++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.True(condition());
    }
}
