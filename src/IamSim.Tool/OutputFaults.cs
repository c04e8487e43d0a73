namespace IamSim.Tool;

/// <summary>What a command answers when its output cannot be written, or its user stops it.</summary>
internal static class OutputFaults
{
    private const int BrokenPipe = 32;

    /// <summary>Runs a command that writes as it goes.</summary>
    /// <param name="run">The command; returns its exit code.</param>
    /// <param name="soFar">The exit code of what was answered so far.</param>
    public static int Guard(Func<int> run, Func<int> soFar)
    {
        try
        {
            return run();
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Cancelled;
        }
        catch (IOException exception) when (exception.HResult == BrokenPipe)
        {
            // The reader of our output went away, as head does; there is nobody left to tell.
            return soFar();
        }
        catch (IOException exception)
        {
            Console.Error.WriteLine($"iamsim: cannot write the answers: {exception.Message}");
            return ExitCode.CannotAnswer;
        }
    }
}
