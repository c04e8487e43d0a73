namespace IamSim.Fuzz;

/// <summary>What the program says to who started it.</summary>
internal static class ExitCodes
{
    public const int Nothing = 0;

    /// <summary>At least one input breaks an invariant or throws.</summary>
    public const int Findings = 1;

    public const int Usage = 2;

    /// <summary>An input took too long; it is saved, and the process has ended with the thread that hangs.</summary>
    public const int Hang = 3;

    /// <summary>The process that runs the inputs died, as it does when a stack overflows.</summary>
    public const int Killed = 4;
}
