using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace IamSim.MutationRunner.Driving;

/// <summary>A worker, seen from the driver.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // Far above what all tests take together; a single test that hangs is noticed by the worker itself.
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(10);

    private readonly Process _process;

    /// <summary>Starts a worker with these words after the runner's own path.</summary>
    public WorkerProcess(params ReadOnlySpan<string> arguments)
    {
        ProcessStartInfo start = new("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Mutants that allocate without end.
        start.Environment["DOTNET_GCHeapHardLimit"] = "0x60000000";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += static (_, _) => { };
        _process.BeginErrorReadLine();
    }

    /// <summary>Asks about a mutant.</summary>
    public void Ask(int id)
    {
        try
        {
            _process.StandardInput.WriteLine(id.ToString(CultureInfo.InvariantCulture));
            _process.StandardInput.Flush();
        }
        catch (IOException)
        {
            // It ended already, which reading its answer says.
        }
    }

    /// <summary>The next line; <c>null</c> when the process ended.</summary>
    public async Task<WorkerMessage?> ReadAsync()
    {
        using CancellationTokenSource silence = new(Silence);
        try
        {
            return await _process.StandardOutput.ReadLineAsync(silence.Token) is { } line ? JsonSerializer.Deserialize<WorkerMessage>(line) : null;
        }
        catch (OperationCanceledException)
        {
            return new WorkerMessage("hung", "(all tests together)");
        }
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
