using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>How the cases of a suite met one statement. Immutable.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Number">Its 1-based number in the policy.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="MatchedCases">In how many cases every element of it matched, in a layer that concerned the request.</param>
/// <param name="DecidedCases">In how many of those its match was part of what decided.</param>
/// <param name="DecisiveCase">A case whose decision would be of another kind if the statement matched nothing; <c>null</c> when there is none.</param>
/// <param name="Elements">Its parts, in the order of the text.</param>
public sealed record StatementCoverage(PolicyStatement Statement, int Number, LinePosition Position, int MatchedCases, int DecidedCases, PolicyTestCase? DecisiveCase, ImmutableArray<ElementCoverage> Elements)
{
    /// <summary>
    /// Whether its match was part of what decided a case: a Deny in a case that was explicitly denied, or an Allow in one that was allowed, in the
    /// layer that granted or in one without whose Allow the case would have been denied. Statements that did the same work all count.
    /// </summary>
    public bool IsCovered => DecidedCases > 0;

    /// <summary>Whether a case would be decided differently without it. A statement that another one repeats is covered and not decisive.</summary>
    public bool IsDecisive => DecisiveCase is not null;

    /// <summary>The effect and the Sid, or the number of a statement without one.</summary>
    public string Label => $"{Statement.Effect?.Text ?? "statement"} {(Statement.Sid is { Text.Length: > 0 } sid ? sid.Text : $"#{Number}")}";

    /// <summary>The label and the cases.</summary>
    public override string ToString() => $"{Label} at {Position}: matched {MatchedCases}, decided {DecidedCases}";
}
