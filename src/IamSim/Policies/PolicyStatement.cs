using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>One statement of a policy as it was written. Immutable and thread-safe; <c>with</c> makes a variation.</summary>
/// <remarks>An element that is <c>null</c> was not written. See the IAM User Guide, "Grammar of the IAM JSON policy language".</remarks>
public sealed record PolicyStatement
{
    internal PolicyStatement(SourceText source, SourceSpan span)
    {
        Source = source;
        Span = span;
    }

    /// <summary>The text that the spans point into.</summary>
    public SourceText Source { get; }

    /// <summary>The place of the statement.</summary>
    public SourceSpan Span { get; }

    /// <summary>1-based line and column where the statement begins.</summary>
    public LinePosition Position => Source.GetPosition(Span.Start);

    /// <summary>The statement id.</summary>
    public PolicyValue? Sid { get; init; }

    /// <summary>The effect as written; the compiler checks that it is Allow or Deny.</summary>
    public PolicyValue? Effect { get; init; }

    /// <summary>The Principal element.</summary>
    public PrincipalElement? Principal { get; init; }

    /// <summary>The NotPrincipal element.</summary>
    public PrincipalElement? NotPrincipal { get; init; }

    /// <summary>The Action element.</summary>
    public PolicyElement? Action { get; init; }

    /// <summary>The NotAction element.</summary>
    public PolicyElement? NotAction { get; init; }

    /// <summary>The Resource element.</summary>
    public PolicyElement? Resource { get; init; }

    /// <summary>The NotResource element.</summary>
    public PolicyElement? NotResource { get; init; }

    /// <summary>The Condition element.</summary>
    public ConditionElement? Condition { get; init; }

    /// <summary>Members that the grammar does not know.</summary>
    public ImmutableArray<UnknownElement> UnknownElements { get; init; } = [];

    /// <summary>The place and, if it has one, the id.</summary>
    public override string ToString() =>
        Sid is { Text.Length: > 0 } sid ? $"{Source.Name ?? "<policy>"}:{Position} ({sid.Text})" : $"{Source.Name ?? "<policy>"}:{Position}";
}
