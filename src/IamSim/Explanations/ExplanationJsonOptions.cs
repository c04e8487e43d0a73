using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>How an explanation is written as JSON.</summary>
public sealed record ExplanationJsonOptions
{
    /// <summary>On one line, with everything.</summary>
    public static ExplanationJsonOptions Default { get; } = new();

    /// <summary>Whether <see cref="Explanation.ToJson"/> breaks lines and indents. Default <c>false</c>. Of no effect where a writer is given.</summary>
    public bool Indented { get; init; }

    /// <summary>Whether every statement of every layer is written with its elements. Default <c>true</c>; <c>false</c> keeps the answer short for large policies.</summary>
    public bool Statements { get; init; } = true;

    /// <summary>How many near misses of an implicit deny are written, closest first. Default 10.</summary>
    public int NearMisses { get; init; } = 10;

    /// <summary>How many fixes are proposed; each is verified by evaluating it. Default 3; 0 saves the work.</summary>
    public int Fixes { get; init; } = 3;

    /// <summary>
    /// What to call a policy in the member <c>policy</c>, such as its place in a scenario; asked by reference. <c>null</c>, as the callback or as its
    /// answer, means <see cref="PolicyDocument.Name"/>, and where that is <c>null</c> too the member is left out.
    /// </summary>
    public Func<PolicyDocument, string?>? PolicyLabel { get; init; }
}
