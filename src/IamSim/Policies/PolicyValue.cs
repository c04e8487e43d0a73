using IamSim.Diagnostics;

namespace IamSim.Policies;

/// <summary>A text of a policy with its place. JSON numbers and booleans equal their text (GRAM-33).</summary>
/// <param name="Text">The decoded text; <c>null</c> as a word for a JSON null.</param>
/// <param name="Kind">How it was written.</param>
/// <param name="Span">Where it stands in <see cref="PolicyDocument.Source"/>, quotes included.</param>
public readonly record struct PolicyValue(string Text, PolicyValueKind Kind, SourceSpan Span)
{
    /// <summary>The text.</summary>
    public override string ToString() => Text;
}
