using IamSim.Diagnostics;

namespace IamSim.Explanations;

/// <summary>How one element of a statement compares with a request. Immutable.</summary>
/// <remarks>One of <see cref="ActionExplanation"/>, <see cref="ResourceExplanation"/>, <see cref="PrincipalExplanation"/> and <see cref="ConditionExplanation"/>.</remarks>
public abstract record ElementExplanation
{
    private protected ElementExplanation(bool matches, SourceSpan span)
    {
        Matches = matches;
        Span = span;
    }

    /// <summary>Whether the element matches the request (EVAL-7).</summary>
    public bool Matches { get; }

    /// <summary>The place, in the source of the statement, of the entry that decided or came closest; of the whole element where no entry did.</summary>
    public SourceSpan Span { get; }
}
