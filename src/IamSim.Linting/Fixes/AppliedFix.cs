using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>A fix that was made. Immutable and thread-safe.</summary>
/// <param name="Descriptor">The kind of the finding that it mended.</param>
/// <param name="Title">What it did, as an imperative.</param>
/// <param name="Position">Where the finding began in the text as it was before all fixes.</param>
public sealed record AppliedFix(DiagnosticDescriptor Descriptor, string Title, LinePosition Position)
{
    /// <summary>The place, the id and what was done.</summary>
    public override string ToString() => $"{Position}: {Descriptor.Id}: {PrintableText.Line(Title)}";
}
