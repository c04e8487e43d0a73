namespace IamSim.Explanations;

/// <summary>How an explanation is told as Markdown.</summary>
public sealed record ExplanationMarkdownOptions
{
    /// <summary>With a headline of the third level.</summary>
    public static ExplanationMarkdownOptions Default { get; } = new();

    /// <summary>The level of the headline, from 1 to 5; the parts below have the next one. Default 3.</summary>
    public int HeadingLevel
    {
        get;
        init => field = value is >= 1 and <= 5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "a headline has a level from 1 to 5");
    } = 3;

    /// <summary>How many near misses of an implicit deny are shown with their source lines. Default 3; 0 shows none.</summary>
    public int NearMisses { get; init; } = 3;

    /// <summary>How many fixes are proposed; each is verified by evaluating it. Default 3; 0 saves the work.</summary>
    public int Fixes { get; init; } = 3;
}
