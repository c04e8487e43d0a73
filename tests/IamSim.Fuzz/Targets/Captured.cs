using IamSim.Tool;

namespace IamSim.Fuzz.Targets;

/// <summary>What the tool would print.</summary>
internal static class Captured
{
    /// <summary>Runs something, and takes what it writes to standard output.</summary>
    public static byte[] Output(Action print)
    {
        using var stream = new MemoryStream();
        StandardOutput.Substitute = stream;
        try
        {
            print();
        }
        finally
        {
            StandardOutput.Substitute = null;
        }

        return stream.ToArray();
    }
}
