using System.Diagnostics;

namespace IamSim.Tool.Tests;

/// <summary>Runs the real tool as a process of its own.</summary>
internal static class ToolProcess
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static ToolResult Run(string[] arguments, string input = "", string? folder = null, string? workspace = null, string? temporary = null)
    {
        using Process process = Start(arguments, folder, workspace, temporary);
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        Assert.True(process.WaitForExit(Limit), "the tool did not end");
        return new ToolResult(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    /// <summary>Starts the tool in a folder; <paramref name="workspace"/> is what a GitHub workflow says about where the repository is, <paramref name="temporary"/> where temporary files go.</summary>
    public static Process Start(string[] arguments, string? folder = null, string? workspace = null, string? temporary = null)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "IamSim.Tool.dll"));
        start.Environment["GITHUB_WORKSPACE"] = workspace;
        foreach (string name in temporary is null ? [] : new[] { "TMPDIR", "TMP", "TEMP" })
        {
            start.Environment[name] = temporary;
        }

        // Tests themselves may run in a workflow.
        start.Environment.Remove("GITHUB_ACTIONS");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

/// <summary>What the tool printed and answered.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Error);
