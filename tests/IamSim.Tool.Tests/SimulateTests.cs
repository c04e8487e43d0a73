using System.Diagnostics;
using System.Text.Json;

namespace IamSim.Tool.Tests;

public sealed class SimulateTests
{
    private const string Request = "\"request\":{\"principal\":\"arn:aws:iam::111122223333:user/alice\",\"action\":\"s3:GetObject\",\"resource\":\"arn:aws:s3:::b/k\",\"resourceAccount\":\"111122223333\"}";
    private const string Allow = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"Read\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}";
    private const string Allowed = "{\"id\":\"a\"," + Request + ",\"policies\":{\"identity\":[" + Allow + "]},\"expect\":{\"decision\":\"Allowed\"}}";
    private const string Denied = "{\"id\":\"d\"," + Request + "}";
    private const string Unexpected = "{\"id\":\"u\"," + Request + ",\"expect\":{\"allowed\":true}}";
    private const string Broken = "{\"id\":\"b\"," + Request + ",\"policies\":{\"identity\":[{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Alow\",\"Action\":\"s3:Get\",\"Resource\":\"*\"}]}]},\"expect\":{\"decision\":\"Allowed\"}}";

    [Fact]
    public void Answers_one_line_a_scenario_in_order_and_goes_on_past_bad_ones()
    {
        string input = string.Join('\n', Allowed, "not a scenario", "", Denied, Broken) + "\n";

        ToolResult result = ToolProcess.Run(["simulate", "-", "--format", "ndjson"], input);

        string[] lines = result.Output.TrimEnd('\n').Split('\n');
        Assert.Equal(
            $$$"""{"id":"a","decision":"Allowed","decidedBy":"identity","statement":{"policy":"identity[0]","file":"stdin","sid":"Read","line":1,"column":{{{Column(Allowed, "{\"Sid\"")}}}},"pass":true}""",
            lines[0]);
        Assert.StartsWith("""{"id":null,"line":2,"inputError":{"message":"not valid JSON (found 'o')""", lines[1], StringComparison.Ordinal);
        Assert.Equal("""{"id":"d","decision":"ImplicitDeny","decidedBy":"none","blockedBy":["identity"]}""", lines[2]);
        Assert.Equal(
            $$$"""{"id":"b","policyError":[{"code":"IAM0010","message":"Effect is \"Allow\" or \"Deny\", but found 'Alow'","policy":"identity[0]","line":5,"column":{{{Column(Broken, "\"Alow")}}},"help":"did you mean 'Allow'?"}],"pass":false}""",
            lines[3]);
        Assert.Equal(4, lines.Length);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData(Allowed, 0)]
    [InlineData(Denied, 0)]
    [InlineData(Unexpected, 1)]
    [InlineData(Broken, 1)]
    [InlineData("{}", 2)]
    public void Exit_codes_say_yes_no_or_cannot_answer(string scenario, int expected)
    {
        Assert.Equal(expected, ToolProcess.Run(["simulate", "-"], scenario).ExitCode);
    }

    [Fact]
    public void An_unreadable_file_costs_only_itself()
    {
        using var folder = new TemporaryFolder();
        string good = folder.Write("good.json", Allowed);

        ToolResult result = ToolProcess.Run(["simulate", Path.Combine(folder.Location, "missing.json"), good, "--format", "ndjson"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("missing.json", result.Error, StringComparison.Ordinal);
        Assert.Contains("\"pass\":true", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Policies_come_inline_as_text_by_name_and_from_files()
    {
        using var folder = new TemporaryFolder();
        folder.Write("policies/deny.json", "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": [\n    {\"Effect\": \"Deny\", \"Action\": \"s3:*\", \"Resource\": \"*\"}\n  ]\n}\n");
        string scenario = "{" + Request + ",\"policies\":{\"identity\":[" + JsonSerializer.Serialize(Allow) + ",{\"name\":\"guard\",\"policy\":{\"file\":\"policies/deny.json\"}}]}}";
        string path = folder.Write("scenario.json", scenario);

        ToolResult result = ToolProcess.Run(["simulate", path, "--format", "ndjson"]);

        Assert.Equal("""{"id":null,"decision":"ExplicitDeny","decidedBy":"identity","blockedBy":["identity"],"statement":{"policy":"identity[1]","file":"policies/deny.json","line":4,"column":5}}""", result.Output.Trim());
    }

    [Fact]
    public void Explain_names_every_layer_with_file_and_line()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("question.json", "{" + Request + ",\n\"policies\":{\"identity\":[\n" + Allow + "],\n\"permissionsBoundary\":\n{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ec2:*\",\"Resource\":\"*\"}]}}}");

        ToolResult result = ToolProcess.Run(["simulate", "question.json", "--explain"], folder: folder.Location);

        Assert.Equal(
            """
            DENIED (implicitly): permissions boundary does not allow it
              arn:aws:iam::111122223333:user/alice asks for s3:GetObject
              on arn:aws:s3:::b/k, owned by 111122223333
                identity policies         allows    question.json:3:38 (Read)
                permissions boundary      SILENT    none of its statements allows it
              an Allow is missing in: permissions boundary
              it would be allowed
                - if the permissions boundary allowed s3:GetObject
                - if a resource policy allowed s3:GetObject to arn:aws:iam::111122223333:user/alice
            1 scenario

            """,
            result.Output);
        Assert.NotEmpty(path);
    }

    [Fact]
    public void Json_is_one_array_and_text_has_no_escape_sequences_when_redirected()
    {
        ToolResult json = ToolProcess.Run(["simulate", "-", "--format", "json", "--explain"], Allowed + "\n" + Denied);
        using JsonDocument document = JsonDocument.Parse(json.Output);
        Assert.Equal(2, document.RootElement.GetArrayLength());
        Assert.Equal("allow", document.RootElement[0].GetProperty("explanation").GetProperty("checks")[0].GetProperty("layers")[4].GetProperty("verdict").GetString());

        ToolResult text = ToolProcess.Run(["simulate", "-"], Allowed + "\n" + Denied);
        Assert.DoesNotContain('\u001b', text.Output);
        Assert.Contains("2 scenarios: 1 passed, 0 failed", text.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_is_printed_as_it_is_and_never_as_markup()
    {
        ToolResult result = ToolProcess.Run(["simulate", "-"], Denied.Replace("\"id\":\"d\"", "\"id\":\"a:key:b [red]x[/]\"", StringComparison.Ordinal));

        Assert.Contains("a:key:b [red]x[/]  DENIED", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_control_character_of_a_scenario_reaches_the_terminal()
    {
        string hostile = Denied.Replace("\"id\":\"d\"", "\"id\":\"\\u001b[31m[red]x\"", StringComparison.Ordinal);

        ToolResult result = ToolProcess.Run(["simulate", "-", "--explain"], hostile);

        Assert.DoesNotContain('\u001b', result.Output);
        Assert.Contains("[31m[red]x", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Lenient_options_and_clock_come_from_the_command_line()
    {
        string timed = "{" + Request + ",\"policies\":{\"identity\":[" + Allow.Replace("\"Resource\":\"*\"", "\"Resource\":\"*\",\"Condition\":{\"DateLessThan\":{\"aws:CurrentTime\":\"2030-01-01T00:00:00Z\"}}", StringComparison.Ordinal) + "]}}";
        Assert.Contains("\"Allowed\"", ToolProcess.Run(["simulate", "-", "--format", "ndjson", "--now", "2029-12-31T23:59:59Z"], timed).Output, StringComparison.Ordinal);
        Assert.Contains("\"ImplicitDeny\"", ToolProcess.Run(["simulate", "-", "--format", "ndjson", "--now", "2030-01-01T00:00:00Z"], timed).Output, StringComparison.Ordinal);

        string imported = "{" + Request + ",\"policies\":{\"identity\":[" + Allow.Replace("\"Sid\":\"Read\"", "\"Sid\":\"Read it\"", StringComparison.Ordinal) + "]}}";
        Assert.Contains("IAM0014", ToolProcess.Run(["simulate", "-", "--format", "ndjson"], imported).Output, StringComparison.Ordinal);
        Assert.Contains("\"Allowed\"", ToolProcess.Run(["simulate", "-", "--format", "ndjson", "--lenient"], imported).Output, StringComparison.Ordinal);

        string crossing = "{" + Request + ",\"policies\":{\"identity\":[" + Allow.Replace("\"Resource\":\"*\"", "\"Resource\":\"arn:aws:*:b/k\"", StringComparison.Ordinal) + "]},\"lenient\":true}";
        Assert.Contains("\"Allowed\"", ToolProcess.Run(["simulate", "-", "--format", "ndjson"], crossing).Output, StringComparison.Ordinal);
        Assert.Contains("\"ImplicitDeny\"", ToolProcess.Run(["simulate", "-", "--format", "ndjson", "--option", "resourceWildcardCrossesColons=false"], crossing).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_character_at_the_edge_of_an_excerpt_is_printed_as_a_mark()
    {
        string emoji = string.Concat(Enumerable.Repeat("\U0001F600", 200));
        string faulty = Denied.Replace("\"id\":\"d\"", $"\"title\":\"{emoji}x\",\"bogus\":1", StringComparison.Ordinal);

        ToolResult result = ToolProcess.Run(["simulate", "-"], string.Join('\n', Denied, faulty, Denied));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Error);
        Assert.Contains("the scenario has no member 'bogus'", result.Output, StringComparison.Ordinal);
        Assert.Contains("3 scenarios, 1 could not be read", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_a_line_break_forges_no_line()
    {
        string forged = Denied.Replace("\"id\":\"d\"", "\"id\":\"x\\nALLOWED by\\u202e\"", StringComparison.Ordinal);

        ToolResult result = ToolProcess.Run(["simulate", "-"], forged);

        Assert.DoesNotContain("\nALLOWED", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u202e', result.Output);
    }

    [Fact]
    public void Answers_that_cannot_be_written_end_the_run_with_2()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        string tool = Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll");
        using var folder = new TemporaryFolder();
        string scenario = folder.Write("s.json", Denied);
        using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet '{tool}' simulate '{scenario}' > /dev/full"]) { RedirectStandardError = true })!;
        string error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();

        Assert.Equal(2, shell.ExitCode);
        Assert.StartsWith("iamsim: cannot write the answers:", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_file_outside_the_folder_of_the_scenario_is_not_read()
    {
        using var folder = new TemporaryFolder();
        folder.Write("secret.json", Allow);
        string scenario = folder.Write("inner/s.json", "{" + Request + ",\"policies\":{\"identity\":[{\"file\":\"../secret.json\"}]}}");

        ToolResult result = ToolProcess.Run(["simulate", scenario, "--format", "ndjson"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("expected a relative path inside the scenario's folder", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--option nope=true", "--option nope=true: there is no option 'nope': expected one of lenient")]
    [InlineData("--option lenient", "--option lenient: expected lenient=true or lenient=false")]
    [InlineData("--now later", "--now later: expected a time such as 2026-01-31T12:00:00Z")]
    [InlineData("--format xml", "'xml' not recognized")]
    public void A_wrong_option_is_named_with_what_was_expected(string options, string message)
    {
        ToolResult result = ToolProcess.Run(["simulate", "-", .. options.Split(' ')], Allowed);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task An_interrupt_ends_the_run_with_130_and_keeps_what_was_answered()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs kill");
        using Process process = ToolProcess.Start(["simulate", "-", "--format", "ndjson"]);
        var answered = new TaskCompletionSource<string>();
        Task<int> drained = Task.Run(
            () =>
            {
                int lines = 0;
                while (process.StandardOutput.ReadLine() is { } line)
                {
                    lines++;
                    answered.TrySetResult(line);
                }

                return lines;
            },
            TestContext.Current.CancellationToken);
        for (int i = 0; i < 1000; i++)
        {
            process.StandardInput.WriteLine(Allowed);
        }

        process.StandardInput.Flush();
        Assert.Contains("\"pass\":true", await answered.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        process.StandardInput.WriteLine(Allowed);
        process.StandardInput.Close();

        Assert.InRange(await drained.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken), 1, 1001);
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public void Large_streams_are_answered_in_little_memory()
    {
        // 20,000 scenarios of 400 bytes: the run holds one at a time.
        string input = string.Concat(Enumerable.Repeat(Allowed + "\n", 20_000));

        ToolResult result = ToolProcess.Run(["simulate", "-", "--format", "ndjson"], input);

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(20_000, result.Output.Count(static c => c == '\n'));
    }

    private static int Column(string line, string part) => line.IndexOf(part, StringComparison.Ordinal) + 1;
}
