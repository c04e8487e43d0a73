using System.Diagnostics;
using System.Text;
using System.Text.Json;
using IamSim.Policies;

namespace IamSim.Tool.Tests;

public sealed class ValidateTests
{
    private const string Good = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
    private const string Trust = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}}""";
    private const string Bucket = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}""";
    private const string Warned = """{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";
    private const string Noted = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Condition":{}}]}""";
    private const string Typo = """
        {
          "Version": "2012-10-17",
          "Statement": {
            "Effect": "Deny",
            "Action": "s3:GetObject",
            "Resource": "*",
            "Condition": { "StringEqual": { "aws:username": "alice" } }
          }
        }
        """;

    [Fact]
    public void Text_names_each_file_what_it_was_taken_for_and_every_finding_with_its_place()
    {
        using var folder = new TemporaryFolder();
        folder.Write("policies/typo.json", Typo);
        folder.Write("policies/roles/trust.json", Trust);
        folder.Write("policies/warned.json", Warned);
        folder.Write("policies/notes.txt", "not a policy");

        ToolResult result = ToolProcess.Run(["validate", "policies"], folder: folder.Location);

        Assert.Equal(
            """
            pass  policies/roles/trust.json  role trust policy, since it is about sts and has no Resource
            FAIL  policies/typo.json  identity policy, since it has no Principal
            policies/typo.json:7:20: error IAM0007: unknown condition operator 'StringEqual'
              |     "Condition": { "StringEqual": { "aws:username": "alice" } }
              |                    ^^^^^^^^^^^^^
            help: did you mean 'StringEquals'?
            pass  policies/warned.json  identity policy, since it has no Principal
            policies/warned.json:1:1: warning IAM0032: without Version a policy is of 2008-10-17 and policy variables are plain text
              | {"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}
              | ^
            help: add "Version": "2012-10-17"
            3 files: 1 error, 1 warning, 0 infos
            1 of them can be fixed: run again with --fix

            """,
            result.Output);
        Assert.Equal("", result.Error);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Json_has_the_documented_shape()
    {
        using var folder = new TemporaryFolder();
        folder.Write("typo.json", Typo);

        ToolResult result = ToolProcess.Run(["validate", "typo.json", "missing.json", "-", "--format", "json"], Good, folder.Location);

        Assert.Equal(
            """
            {
              "files": [
                {
                  "file": "typo.json",
                  "kind": "identity",
                  "guessed": true,
                  "pass": false,
                  "findings": [
                    {
                      "code": "IAM0007",
                      "severity": "error",
                      "title": "A condition operator does not exist",
                      "message": "unknown condition operator 'StringEqual'",
                      "help": "did you mean 'StringEquals'?",
                      "line": 7,
                      "column": 20,
                      "endLine": 7,
                      "endColumn": 33
                    }
                  ]
                },
                {
                  "file": "missing.json",
                  "inputError": {
                    "message": "cannot read missing.json: FAULT"
                  }
                },
                {
                  "file": "stdin",
                  "kind": "identity",
                  "guessed": true,
                  "pass": true,
                  "findings": []
                }
              ],
              "summary": {
                "files": 3,
                "errors": 1,
                "warnings": 0,
                "infos": 0,
                "unreadable": 1,
                "suppressed": 0,
                "fixable": 0,
                "fixed": 0,
                "unwritten": 0
              }
            }

            """,
            result.Output.Replace($"Could not find file '{Path.Combine(folder.Location, "missing.json")}'.", "FAULT", StringComparison.Ordinal));
        Assert.StartsWith("iamsim: cannot read missing.json: Could not find file", result.Error, StringComparison.Ordinal);
        Assert.Equal(2, result.ExitCode);
    }

    [Theory]
    [InlineData(Good, "error", 0)]
    [InlineData(Good, "info", 0)]
    [InlineData(Noted, "warning", 0)]
    [InlineData(Noted, "info", 1)]
    [InlineData(Warned, "error", 0)]
    [InlineData(Warned, "warning", 1)]
    [InlineData(Warned, "info", 1)]
    [InlineData(Typo, "error", 1)]
    [InlineData("", "error", 1)]
    [InlineData("[]", "error", 1)]
    public void Severity_says_from_where_on_the_exit_code_is_1(string policy, string severity, int expected)
    {
        Assert.Equal(expected, ToolProcess.Run(["validate", "-", "--severity", severity], policy).ExitCode);
    }

    [Fact]
    public void Folders_are_searched_once_in_order_and_links_to_folders_are_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs the right to make links");
        using var folder = new TemporaryFolder();
        folder.Write("p/b.json", Good);
        folder.Write("p/a/z.JSON", Good);
        folder.Write("p/a.json", Good);
        folder.Write("outside/c.json", Good);
        File.CreateSymbolicLink(Path.Combine(folder.Location, "p/linked.json"), "a/../a/z.JSON");
        Directory.CreateSymbolicLink(Path.Combine(folder.Location, "p/a/loop"), Path.Combine(folder.Location, "p"));
        Directory.CreateSymbolicLink(Path.Combine(folder.Location, "p/outside"), Path.Combine(folder.Location, "outside"));

        ToolResult result = ToolProcess.Run(["validate", "p/b.json", "p", "./p/a.json", "--format", "json"], folder: folder.Location);

        using JsonDocument document = JsonDocument.Parse(result.Output);
        Assert.Equal(["p/b.json", "p/a/z.JSON", "p/a.json", "p/linked.json"], document.RootElement.GetProperty("files").EnumerateArray().Select(static file => file.GetProperty("file").GetString()));
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_link_in_a_folder_that_leads_out_or_round_is_not_followed_and_told()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs the right to make links");
        using var folder = new TemporaryFolder();
        folder.Write("p/a.json", Good);
        folder.Write("outside/secret.json", "{\"Statement\":[{\"the secret\":true}]}");
        Directory.CreateSymbolicLink(Path.Combine(folder.Location, "p/way"), "../outside");
        foreach ((string name, string target) in new[] { ("far", "../outside/secret.json"), ("full", Path.Combine(folder.Location, "outside/secret.json")), ("through", "way/secret.json"), ("round", "round.json"), ("zero", "/dev/zero") })
        {
            File.CreateSymbolicLink(Path.Combine(folder.Location, $"p/{name}.json"), target);
        }

        foreach (string format in new[] { "text", "json", "sarif", "github" })
        {
            ToolResult result = ToolProcess.Run(["validate", "p", "--fix", "--format", format], folder: folder.Location);

            Assert.Equal(2, result.ExitCode);
            Assert.DoesNotContain("the secret", result.Output + result.Error, StringComparison.Ordinal);
            foreach (string name in new[] { "far", "full", "round", "through", "zero" })
            {
                Assert.Contains($"cannot read p/{name}.json: a link that leads out of the folder p, or round in a circle, is not followed: name the file itself to validate it", format == "text" ? result.Error : result.Output, StringComparison.Ordinal);
            }
        }

        // What is named was meant.
        ToolResult named = ToolProcess.Run(["validate", "p/far.json"], folder: folder.Location);
        Assert.Equal(1, named.ExitCode);
        Assert.Contains("the secret", named.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_in_a_folder_is_not_waited_for()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/mkfifo"), "needs mkfifo");
        using var folder = new TemporaryFolder();
        folder.Write("p/a.json", Good);
        using (var made = System.Diagnostics.Process.Start("/usr/bin/mkfifo", Path.Combine(folder.Location, "p/pipe.json")))
        {
            made.WaitForExit();
        }

        ToolResult result = ToolProcess.Run(["validate", "p"], folder: folder.Location);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("p/pipe.json:1:1: error IAM0001: not valid JSON (the text ends here): the text is empty", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_policies_is_no_success()
    {
        using var folder = new TemporaryFolder();
        folder.Write("empty/readme.md", "x");

        ToolResult result = ToolProcess.Run(["validate", "empty"], folder: folder.Location);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("iamsim: no .json file in the folder empty\n", result.Error);
    }

    [Fact]
    public void What_cannot_be_read_costs_only_itself_and_2_wins_over_1()
    {
        using var folder = new TemporaryFolder();
        folder.Write("typo.json", Typo);
        using (FileStream large = File.Create(Path.Combine(folder.Location, "large.json")))
        {
            large.SetLength((16 << 20) + 1);
        }

        ToolResult result = ToolProcess.Run(["validate", "missing.json", "large.json", "typo.json", ""], folder: folder.Location);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("iamsim: cannot read large.json: it is larger than 16 MiB\n", result.Error, StringComparison.Ordinal);
        Assert.Contains("typo.json:7:20: error IAM0007", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("could not be read\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    public void A_name_that_can_be_no_file_is_told_in_every_format(string format)
    {
        ToolResult result = ToolProcess.Run(["validate", "", "--format", format]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("cannot read", result.Output + result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docs/guides/validate-policies.md", 5)]
    [InlineData("examples/PolicyChecks/README.md", 2)]
    public void Documents_show_what_the_tool_prints_about_the_example(string document, int commands)
    {
        using var folder = new TemporaryFolder();
        string example = Path.Combine(RepositoryFolder.Location, "examples/PolicyChecks");
        foreach (string file in Directory.EnumerateFiles(example, "*.json", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
        {
            folder.Write(Path.GetRelativePath(example, file), File.ReadAllText(file));
        }

        Assert.Equal(commands, DocumentedRuns.Check(Path.Combine(RepositoryFolder.Location, document), folder.Location));
    }

    [Fact]
    public void The_guide_has_every_kind_and_option_and_the_settings_of_the_example()
    {
        string guide = File.ReadAllText(Path.Combine(RepositoryFolder.Location, "docs/guides/validate-policies.md"));
        string[] settings = File.ReadAllLines(Path.Combine(RepositoryFolder.Location, "examples/PolicyChecks/.iamsim.json"));

        Assert.All(Linting.PolicyPlace.All, place => Assert.Contains($"`{place.Name}`", guide, StringComparison.Ordinal));
        Assert.All(ValidateCommand.Create().Options, option => Assert.Contains(option.Name, guide, StringComparison.Ordinal));
        Assert.Contains($"```json settings\n{string.Join('\n', settings.Where(static line => !line.Contains("$schema", StringComparison.Ordinal)))}\n```", guide, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_settings_of_the_example_are_valid_against_the_published_schema()
    {
        NJsonSchema.JsonSchema schema = await NJsonSchema.JsonSchema.FromFileAsync(Path.Combine(RepositoryFolder.Location, "docs/iamsim-settings.schema.json"), TestContext.Current.CancellationToken);

        Assert.Empty(schema.Validate(File.ReadAllText(Path.Combine(RepositoryFolder.Location, "examples/PolicyChecks/.iamsim.json"))));
    }

    [Fact]
    public void An_interrupt_ends_a_run_that_waits_for_input_with_130()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs kill");
        using var folder = new TemporaryFolder();
        folder.Write("p.json", Good);
        using Process process = ToolProcess.Start(["validate", "p.json", "-", "--format", "sarif"], folder.Location);
        // Once something is printed, the command runs and answers interrupts.
        Assert.Equal('{', (char)process.StandardOutput.Read());
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
        {
            kill.WaitForExit();
        }

        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(130, process.ExitCode);
    }

    [Fact]
    public void Encodings_other_than_UTF8_are_findings_at_their_place()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(Path.Combine(folder.Location, "bom.json"), [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Good)]);
        File.WriteAllBytes(Path.Combine(folder.Location, "latin.json"), Encoding.Latin1.GetBytes("{\n\"Sid\":\"é\"}"));
        File.WriteAllBytes(Path.Combine(folder.Location, "utf16.json"), [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Good)]);

        ToolResult result = ToolProcess.Run(["validate", "."], folder: folder.Location);

        Assert.Contains("pass  ./bom.json  identity policy", result.Output, StringComparison.Ordinal);
        Assert.Contains("./latin.json:2:8: error IAM0002: byte 0xE9 is not valid UTF-8", result.Output, StringComparison.Ordinal);
        Assert.Contains("./utf16.json:1:1: error IAM0002: the file is UTF-16, not UTF-8", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Fact]
    public void Nothing_in_a_policy_or_in_the_name_of_a_file_reaches_the_terminal_as_a_command()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs names that Windows refuses");
        using var folder = new TemporaryFolder();
        folder.Write("\u001b[31m:key:\nFORGED.json", """{"Version":"2012-10-17","Statement":{"Effect":"\u001b[2J\u202e[red]:key:","Action":"s3:*","Resource":"*"}}""");

        ToolResult result = ToolProcess.Run(["validate", ".", "missing\u001b[31m\n.json"], folder: folder.Location);

        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.DoesNotContain('\u202e', result.Output);
        Assert.DoesNotContain("\nFORGED", result.Output, StringComparison.Ordinal);
        Assert.Contains("./\uFFFD[31m:key:\uFFFDFORGED.json:1:47: error IAM0010: Effect is \"Allow\" or \"Deny\", but found '\uFFFD[2J\uFFFD[red]:key:'", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_gets_colors_and_NO_COLOR_takes_them_away()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script, which makes a terminal");
        using var folder = new TemporaryFolder();
        string policy = folder.Write("typo.json", Typo);

        string colored = InTerminal($"dotnet '{Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll")}' validate '{policy}'");
        string plain = InTerminal($"NO_COLOR=1 dotnet '{Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll")}' validate '{policy}'");

        Assert.Contains("\u001b[91merror IAM0007: \u001b[0munknown", colored, StringComparison.Ordinal);
        Assert.Contains("error IAM0007: unknown", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[91m", plain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("validate x --servity error", "unknown option '--servity': did you mean '--severity'?")]
    [InlineData("validate x --knd scp", "unknown option '--knd': did you mean '--kind'?")]
    [InlineData("validate x --kind bukket", "'bukket' not recognized")]
    [InlineData("validate", "Required argument 'file' missing for command")]
    public void A_wrong_command_line_is_told_with_what_was_expected(string commandLine, string message)
    {
        ToolResult result = ToolProcess.Run(commandLine.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void Findings_that_cannot_be_written_end_the_run_with_2()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "needs /dev/full");
        using var folder = new TemporaryFolder();
        string policy = folder.Write("p.json", Good);
        string tool = Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll");
        foreach (string format in new[] { "text", "json", "sarif", "github" })
        {
            using Process shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet '{tool}' validate '{policy}' --format {format} > /dev/full"]) { RedirectStandardError = true })!;
            string error = shell.StandardError.ReadToEnd();
            shell.WaitForExit();

            Assert.Equal(2, shell.ExitCode);
            Assert.StartsWith("iamsim: cannot write the answers:", error, StringComparison.Ordinal);
        }
    }

    private static JsonElement FileOf(ToolResult result) => JsonDocument.Parse(result.Output).RootElement.GetProperty("files")[0];

    private static string InTerminal(string command)
    {
        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", command, "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        start.Environment["TERM"] = "xterm-256color";
        start.Environment.Remove("NO_COLOR");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
