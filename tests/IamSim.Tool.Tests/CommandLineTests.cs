using System.Diagnostics;

namespace IamSim.Tool.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("", "Required command was not provided.")]
    [InlineData("simulat x", "Unrecognized command or argument 'simulat'.")]
    [InlineData("simulate", "Required argument 'file' missing for command")]
    [InlineData("simulate x --lenent", "unknown option '--lenent': did you mean '--lenient'?")]
    public void A_wrong_command_line_is_told_on_standard_error_and_ends_with_2(string commandLine, string message)
    {
        ToolResult result = ToolProcess.Run(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Contains("--help", result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void Help_lists_the_commands()
    {
        ToolResult result = ToolProcess.Run(["--help"]);

        Assert.Equal(0, result.ExitCode);
        Assert.All(new[] { "demo", "simulate", "batch", "validate", "diagnostic", "completion" }, command => Assert.Contains(command, result.Output, StringComparison.Ordinal));
    }

    [Fact]
    public void Help_does_not_list_what_could_be_completed() =>
        Assert.All(new[] { "", "actions", "diagnostic", "keys", "resource-types" }, static command =>
        {
            string output = ToolProcess.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]).Output;

            Assert.InRange(output.Split('\n').Max(static line => line.Length), 1, 400);
        });

    [Fact]
    public void The_tool_suggests_what_can_come_next()
    {
        Assert.Equal("--format\n", ToolProcess.Run(["[suggest:20]", "iamsim simulate --fo"]).Output);
        Assert.Contains("ndjson", ToolProcess.Run(["[suggest:25]", "iamsim simulate --format "]).Output, StringComparison.Ordinal);
        Assert.Contains("notPrincipalListsEveryLevel=", ToolProcess.Run(["[suggest:29]", "iamsim simulate --option notP"]).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_bash_script_completes_in_a_real_bash()
    {
        Assert.SkipUnless(File.Exists("/bin/bash"), "needs bash");
        string script = ToolProcess.Run(["completion", "bash"]).Output;
        string tool = Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll");
        string program = $"iamsim() {{ dotnet '{tool}' \"$@\"; }}\n{script}\nCOMP_LINE='iamsim simulate --ex'; COMP_POINT=20; COMP_WORDS=(iamsim simulate --ex); COMP_CWORD=2; _iamsim; echo \"${{COMPREPLY[@]}}\"";
        var start = new ProcessStartInfo("/bin/bash", ["-c", program]) { RedirectStandardOutput = true };
        using Process bash = Process.Start(start)!;
        string output = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();

        Assert.Equal("--explain", output.Trim());
    }

    [Theory]
    [InlineData("zsh", "compdef")]
    [InlineData("fish", "complete -c iamsim")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public void Other_shells_get_scripts_of_their_own(string shell, string expected)
    {
        ToolResult result = ToolProcess.Run(["completion", shell]);

        Assert.Equal(0, result.ExitCode);
        Assert.Contains(expected, result.Output, StringComparison.Ordinal);
        Assert.Contains("[suggest:", result.Output, StringComparison.Ordinal);
    }
}
