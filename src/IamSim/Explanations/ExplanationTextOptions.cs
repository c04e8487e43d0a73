namespace IamSim.Explanations;

/// <summary>How an explanation is told as text.</summary>
public sealed record ExplanationTextOptions
{
    /// <summary>Without color.</summary>
    public static ExplanationTextOptions Default { get; } = new();

    /// <summary>Whether to use the color codes of terminals (ANSI SGR). Default <c>false</c>.</summary>
    public bool Color { get; init; }

    /// <summary>How many near misses of an implicit deny are shown with their source lines. Default 3; 0 shows none.</summary>
    public int NearMisses { get; init; } = 3;

    /// <summary>How many fixes are proposed; each is verified by evaluating it. Default 3; 0 saves the work.</summary>
    public int Fixes { get; init; } = 3;
}
