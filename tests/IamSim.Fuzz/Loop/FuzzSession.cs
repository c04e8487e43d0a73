namespace IamSim.Fuzz.Loop;

/// <summary>Fuzzes one target after the other, in the process with the instrumented libraries.</summary>
internal static class FuzzSession
{
    public static int Run(FuzzArguments arguments, string sharedFile, TextWriter output)
    {
        using var shared = new SharedInput(sharedFile);
        var coverage = new CoverageMap();
        using var watchdog = new Watchdog();
        int findings = 0;
        for (int i = 0; i < arguments.Targets.Length; i++)
        {
            var loop = new FuzzLoop(arguments.Targets[i], i, arguments, coverage, shared, watchdog, output);
            loop.Run();
            findings += loop.Findings;
        }

        return findings == 0 ? ExitCodes.Nothing : ExitCodes.Findings;
    }
}
