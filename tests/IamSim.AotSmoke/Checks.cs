namespace IamSim.AotSmoke;

/// <summary>Compares answers with what is right, and counts those that are not.</summary>
internal sealed class Checks
{
    public int Faults { get; private set; }

    public void Equal<T>(string what, T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            Faults++;
            Console.Error.WriteLine($"{what}: expected {expected}, got {actual}");
        }
    }
}
