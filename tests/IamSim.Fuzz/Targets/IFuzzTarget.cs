namespace IamSim.Fuzz.Targets;

/// <summary>A part of the library that reads what others wrote, and what holds of it whatever they wrote.</summary>
internal interface IFuzzTarget
{
    /// <summary>Its name on the command line and of its folder in the corpus.</summary>
    public string Name { get; }

    /// <summary>What is asserted, in a few words.</summary>
    public string Invariants { get; }

    /// <summary>About how many times the cheapest target's executions one of these takes.</summary>
    public int Cost { get; }

    /// <summary>Texts that inputs are made of.</summary>
    public IReadOnlyList<string> Tokens { get; }

    /// <summary>Whether inputs are JSON, so that whole values are changed.</summary>
    public bool IsJson { get; }

    /// <summary>Whether it compares with the slow reference, which recurses.</summary>
    public bool UsesReference { get; }

    /// <summary>No input is longer.</summary>
    public int MaximumLength { get; }

    /// <summary>Runs an input.</summary>
    /// <exception cref="BrokenInvariantException">Something that always holds does not. Any other exception is a fault, too.</exception>
    public void Run(byte[] input);
}
