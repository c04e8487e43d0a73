using IamSim.Fuzz.Targets;

namespace IamSim.Fuzz.Loop;

/// <summary>Runs inputs as they are, with the libraries as they are.</summary>
internal static class Replay
{
    public static int Run(FuzzArguments arguments, TextWriter output)
    {
        int faults = 0;
        int count = 0;
        foreach (IFuzzTarget target in arguments.Targets)
        {
            IEnumerable<(string Path, byte[] Input)> inputs = arguments.ReplayFile is { } file
                ? [(file, File.ReadAllBytes(file))]
                : [.. CorpusFolder.Read(arguments.Corpus, target.Name), .. CorpusFolder.Read(arguments.Findings, target.Name)];
            foreach ((string path, byte[] input) in inputs)
            {
                count++;
                if (FaultOf(target, input) is { } fault)
                {
                    faults++;
                    output.WriteLine($"{target.Name}: {path}\n{fault}");
                }
            }
        }

        output.WriteLine($"{count} inputs, {faults} with a fault");
        return faults == 0 ? ExitCodes.Nothing : ExitCodes.Findings;
    }

    /// <summary>What is wrong; <c>null</c> when nothing is.</summary>
    public static Exception? FaultOf(IFuzzTarget target, byte[] input)
    {
        try
        {
            target.Run(input);
            return null;
        }
        // Whatever comes out is a fault: a target handles what is documented.
        catch (Exception exception)
        {
            return exception;
        }
    }
}
