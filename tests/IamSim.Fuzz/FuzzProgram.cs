using IamSim.Fuzz.Loop;
using IamSim.Fuzz.Targets;

namespace IamSim.Fuzz;

/// <summary>The program, by what it was asked for.</summary>
internal static class FuzzProgram
{
    public static int Run(FuzzArguments arguments)
    {
        // What a terminal would be sent is looked for in the output of the renderers: they are to print as to a file.
        Environment.SetEnvironmentVariable("NO_COLOR", "1");
        return arguments switch
        {
            { IsList: true } => List(),
            { InstrumentOnly: { } folder } => InstrumentOnly(folder),
            { IsAfl: true } => AflSession.Run(arguments.Targets[0]),
            { IsReplay: true } => Replay.Run(arguments, Console.Out),
            { SharedFile: { } file } => FuzzSession.Run(arguments, file, Console.Out),
            _ => Supervisor.Run(arguments, Console.Out),
        };
    }

    private static int List()
    {
        foreach (IFuzzTarget target in FuzzTargets.All)
        {
            Console.WriteLine($"{target.Name,-22} cost {target.Cost,4}  {target.Invariants}");
        }

        return ExitCodes.Nothing;
    }

    private static int InstrumentOnly(string folder)
    {
        Instrumentation.CopyTo(folder);
        Console.WriteLine($"{folder} holds the program with instrumented libraries");
        return ExitCodes.Nothing;
    }
}
