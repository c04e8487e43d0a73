using SharpFuzz;

namespace IamSim.Fuzz.Loop;

/// <summary>Makes a copy of the program whose libraries count the branches they take.</summary>
internal static class Instrumentation
{
    /// <summary>Copies the program to a folder and instruments the libraries under test; neither the oracle nor what others wrote.</summary>
    public static void CopyTo(string folder)
    {
        Copy(AppContext.BaseDirectory, folder);
        foreach (string library in Directory.EnumerateFiles(folder, "IamSim*.dll").Where(static path => !Path.GetFileName(path).StartsWith("IamSim.Fuzz", StringComparison.Ordinal)))
        {
            Fuzzer.Instrument(library, static _ => true, Options.Value);
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (string file in Directory.EnumerateFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
        }
    }
}
