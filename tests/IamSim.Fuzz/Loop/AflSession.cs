using IamSim.Fuzz.Targets;
using SharpFuzz;

namespace IamSim.Fuzz.Loop;

/// <summary>Runs a target under afl-fuzz, which does everything else.</summary>
internal static class AflSession
{
    public static int Run(IFuzzTarget target)
    {
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var input = new MemoryStream();
            stream.CopyTo(input);
            target.Run(input.ToArray());
        });
        return ExitCodes.Nothing;
    }
}
