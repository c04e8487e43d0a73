using System.Diagnostics;
using System.Globalization;
using IamSim.Fuzz.Targets;

namespace IamSim.Fuzz.Loop;

/// <summary>Starts the instrumented copy, and saves the input that killed it.</summary>
internal static class Supervisor
{
    public static int Run(FuzzArguments arguments, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("iamsim-fuzz-").FullName;
        try
        {
            Instrumentation.CopyTo(folder);
            return Run(arguments, folder, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Run(FuzzArguments arguments, string folder, TextWriter output)
    {
        int worst = ExitCodes.Nothing;
        for (int first = 0; first < arguments.Targets.Length;)
        {
            using var shared = new SharedInput(Path.Combine(folder, "input"));
            shared.Write(0, []);
            int exit = Start(arguments, folder, first);
            if (exit is ExitCodes.Nothing or ExitCodes.Findings)
            {
                return Math.Max(worst, exit);
            }

            (int index, byte[] input) = shared.Read();
            IFuzzTarget target = arguments.Targets[first + index];
            if (exit != ExitCodes.Hang)
            {
                output.WriteLine($"{target.Name}: the process died with {exit}");
                output.WriteLine($"  {CorpusFolder.Write(arguments.Findings, target.Name, input, "killed-")}");
            }

            worst = Math.Max(worst, exit == ExitCodes.Hang ? ExitCodes.Hang : ExitCodes.Killed);
            first += index + 1;
        }

        return worst;
    }

    private static int Start(FuzzArguments arguments, string folder, int first)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet")
        {
            start.ArgumentList.Add(Path.Combine(folder, "IamSim.Fuzz.dll"));
        }
        else
        {
            start.FileName = Path.Combine(folder, Path.GetFileName(Environment.ProcessPath!));
        }

        // Threads would count their branches into each other's pairs.
        start.Environment["DOTNET_PROCESSOR_COUNT"] = "1";
        // The last of an option counts.
        string[] given =
        [
            .. arguments.Given, "--target", string.Join(',', arguments.Targets.Skip(first).Select(static target => target.Name)),
            "--corpus", arguments.Corpus, "--findings", arguments.Findings, "--shared", Path.Combine(folder, "input"), "--seed", arguments.Seed.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in given)
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
