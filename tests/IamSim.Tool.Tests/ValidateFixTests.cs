using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace IamSim.Tool.Tests;

/// <summary><c>iamsim validate --fix</c> changes what it says, and nothing else.</summary>
public sealed class ValidateFixTests
{
    private const string Policy = "{\n  \"Id\": \"😀\", \"Statement\": { \"Effect\": \"deny\", \"Action\": \"s3:PutObject\", \"Resource\": [null, \"*\"] }\n}\n";
    private const string Fixed = "{\n  \"Version\": \"2012-10-17\", \"Statement\": { \"Effect\": \"Deny\", \"Action\": \"s3:PutObject\", \"Resource\": [\"*\"] }\n}\n";

    [Fact]
    public void Files_are_fixed_and_what_was_fixed_is_told()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("p/a.json", Policy);
        string clean = folder.Write("p/b.json", Fixed);
        DateTime before = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(clean, before);

        ToolResult result = ToolProcess.Run(["validate", "p", "--fix"], folder: folder.Location);

        Assert.Equal(Fixed, File.ReadAllText(file));
        Assert.Equal(before, File.GetLastWriteTimeUtc(clean));
        Assert.StartsWith(
            """
            pass  p/a.json  identity policy, since it has no Principal
            p/a.json:1:1: fixed IAM0032: add Version 2012-10-17
            p/a.json:2:9: fixed IAM0033: remove the Id
            p/a.json:2:39: fixed IAM0010: write Deny
            p/a.json:2:86: fixed IAM0034: remove the null
            pass  p/b.json  identity policy, since it has no Principal

            """,
            result.Output, StringComparison.Ordinal);
        Assert.Contains(", 4 fixed\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(["a.json", "b.json"], Directory.EnumerateFileSystemEntries(Path.Combine(folder.Location, "p")).Select(static path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_dry_run_tells_what_would_be_fixed_and_writes_nothing()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.json", Policy);

        ToolResult result = ToolProcess.Run(["validate", "a.json", "--fix", "--dry-run"], folder: folder.Location);

        Assert.Equal(Policy, File.ReadAllText(file));
        Assert.Contains("a.json:2:39: would fix IAM0010: write Deny\n", result.Output, StringComparison.Ordinal);
        Assert.Contains(": error IAM0010: ", result.Output, StringComparison.Ordinal);
        Assert.Contains(", 4 would be fixed\n", result.Output, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
        Assert.Equal(result.Output, ToolProcess.Run(["validate", "a.json", "--dry-run"], folder: folder.Location).Output);
    }

    [Theory]
    [InlineData(false, "\n")]
    [InlineData(true, "\n")]
    [InlineData(false, "\r\n")]
    [InlineData(true, "\r\n")]
    [InlineData(true, "\r")]
    public void Byte_order_marks_and_ends_of_lines_stay(bool mark, string end)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Location, "a.json");
        var encoding = new UTF8Encoding(mark);
        File.WriteAllText(file, Policy.Replace("\n", end, StringComparison.Ordinal), encoding);

        Assert.Equal(0, ToolProcess.Run(["validate", "a.json", "--fix"], folder: folder.Location).ExitCode);

        Assert.Equal([.. encoding.GetPreamble(), .. Encoding.UTF8.GetBytes(Fixed.Replace("\n", end, StringComparison.Ordinal))], File.ReadAllBytes(file));
    }

    [Fact]
    public void Permissions_stay_and_a_link_goes_on_leading_to_the_fixed_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs permissions and links of Unix");
        using var folder = new TemporaryFolder();
        string file = folder.Write("real/a.json", Policy);
        Debug.Assert(!OperatingSystem.IsWindows());
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherWrite);
        Directory.CreateDirectory(Path.Combine(folder.Location, "p"));
        string link = Path.Combine(folder.Location, "p/linked.json");
        File.CreateSymbolicLink(link, "../real/a.json");

        Assert.Equal(0, ToolProcess.Run(["validate", "p/linked.json", "--fix"], folder: folder.Location).ExitCode);

        Assert.Equal("../real/a.json", new FileInfo(link).LinkTarget);
        Assert.Equal(Fixed, File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherWrite, File.GetUnixFileMode(file));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    [InlineData("sarif")]
    [InlineData("github")]
    public void A_read_only_file_is_not_replaced(string format)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.json", Policy);
        File.SetAttributes(file, FileAttributes.ReadOnly);
        try
        {
            ToolResult result = ToolProcess.Run(["validate", "a.json", "--fix", "--format", format], folder: folder.Location);

            Assert.Equal(Policy, File.ReadAllText(file));
            Assert.Contains("cannot write a.json: it is read-only", result.Output + result.Error, StringComparison.Ordinal);
            Assert.Contains("IAM0010", result.Output, StringComparison.Ordinal);
            Assert.Equal(2, result.ExitCode);
            if (format == "text")
            {
                Assert.EndsWith(", 1 could not be written\n4 of them can be fixed: run again with --fix\n", result.Output, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.SetAttributes(file, FileAttributes.Normal);
        }
    }

    [Fact]
    public void A_file_that_changed_meanwhile_is_not_replaced()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.json", Policy);
        byte[] before = [.. File.ReadAllBytes(file), (byte)' '];

        Assert.False(Validation.FileReplacement.Replace(file, before, [1], out string? fault));

        Assert.Equal($"cannot write {file}: it changed while it was looked at", fault);
        Assert.Equal(Policy, File.ReadAllText(file));
    }

    [Fact]
    public void A_pipe_is_read_and_not_replaced()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/mkfifo"), "needs mkfifo");
        using var folder = new TemporaryFolder();
        string pipe = Path.Combine(folder.Location, "a.json");
        using (Process make = Process.Start("/usr/bin/mkfifo", [pipe]))
        {
            make.WaitForExit();
        }

        using Process tool = ToolProcess.Start(["validate", "a.json", "--fix"], folder.Location);
        File.WriteAllText(pipe, Policy);

        Assert.True(tool.WaitForExit(TimeSpan.FromMinutes(1)));
        Assert.Equal(2, tool.ExitCode);
        Assert.Equal("iamsim: cannot write a.json: it changed while it was looked at\n", tool.StandardError.ReadToEnd());
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_keeps_its_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Directory.Exists("/proc/self"), "needs a folder in which nobody can make files");

        Assert.False(Validation.FileReplacement.Replace("/proc/self/comm", File.ReadAllBytes("/proc/self/comm"), [1], out string? fault));
        Assert.StartsWith("cannot write /proc/self/comm: ", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_comes_out_fixed_and_everything_else_is_told_on_standard_error()
    {
        ToolResult result = ToolProcess.Run(["validate", "-", "--fix"], Policy);

        Assert.Equal(Fixed, result.Output);
        Assert.StartsWith("pass  stdin  identity policy, since it has no Principal\nstdin:1:1: fixed IAM0032: add Version 2012-10-17\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("{\"Version\":\"2012-10-17\",\"Statement\":5}\r\n")]
    public void Standard_input_that_is_no_policy_comes_out_as_it_went_in(string text)
    {
        ToolResult result = ToolProcess.Run(["validate", "-", "--fix"], text);

        Assert.Equal(text, result.Output);
        Assert.Contains(": error IAM00", result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.ExitCode);
    }

    [Theory]
    [InlineData("validate - a.json --fix")]
    [InlineData("validate - --fix --format json")]
    [InlineData("validate - --fix --summary")]
    public void With_standard_input_fix_takes_nothing_else(string commandLine)
    {
        ToolResult result = ToolProcess.Run(commandLine.Split(' '), Policy);

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains("--fix prints the text of standard input", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_are_no_policies_are_left_alone()
    {
        using var folder = new TemporaryFolder();
        string[] texts = ["", "[]", "{\"Statement\":", "\u0000\u0001", "{\"scripts\":{\"Effect\":\"deny\"}}"];
        string[] files = [.. texts.Select((text, i) => folder.Write($"{i}.json", text))];
        string latin = Path.Combine(folder.Location, "latin.json");
        File.WriteAllBytes(latin, [.. Encoding.UTF8.GetBytes(Policy), 0xE9]);
        byte[] before = File.ReadAllBytes(latin);

        ToolResult result = ToolProcess.Run(["validate", ".", "--fix"], folder: folder.Location);

        Assert.Equal(texts, files.Select(File.ReadAllText));
        Assert.Equal(before, File.ReadAllBytes(latin));
        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain("fixed", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_tells_what_was_fixed()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Policy);

        using JsonDocument document = JsonDocument.Parse(ToolProcess.Run(["validate", "a.json", "--fix", "--format", "json"], folder: folder.Location).Output);

        JsonElement[] made = [.. document.RootElement.GetProperty("files")[0].GetProperty("fixed").EnumerateArray()];
        Assert.Equal("""{"code":"IAM0032","title":"add Version 2012-10-17","line":1,"column":1}""", JsonSerializer.Serialize(made[0]));
        Assert.Equal(4, document.RootElement.GetProperty("summary").GetProperty("fixed").GetInt32());
        Assert.Equal(0, document.RootElement.GetProperty("summary").GetProperty("fixable").GetInt32());
    }

    [Fact]
    public void Suppressed_findings_and_those_that_are_off_are_not_fixed()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("a.json", Policy);
        folder.Write(".iamsim.json", """{"severity":{"IAM0033":"off","IAM0032":"off"},"suppress":[{"id":"IAM0034","reason":"x"}]}""");

        ToolProcess.Run(["validate", "a.json", "--fix"], folder: folder.Location);

        Assert.Equal(Policy.Replace("deny", "Deny", StringComparison.Ordinal), File.ReadAllText(file));
    }

    [Fact]
    public void A_second_run_finds_nothing_to_fix()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.json", Policy);
        ToolProcess.Run(["validate", "a.json", "--fix"], folder: folder.Location);

        Assert.DoesNotContain("fixed", ToolProcess.Run(["validate", "a.json", "--fix"], folder: folder.Location).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_shows_how_far_a_long_run_is()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs script, which makes a terminal");
        using var folder = new TemporaryFolder();
        for (int i = 0; i < 2_000; i++)
        {
            folder.Write($"p/{i}.json", Policy);
        }

        var start = new ProcessStartInfo("/usr/bin/script", ["-qec", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll")}' validate '{folder.Location}/p' > /dev/null", "/dev/null"]) { RedirectStandardOutput = true, RedirectStandardInput = true };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        string shown = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Contains(" files, ", shown, StringComparison.Ordinal);
        Assert.Contains("] ", shown, StringComparison.Ordinal);
    }
}
