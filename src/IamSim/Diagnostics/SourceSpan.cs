namespace IamSim.Diagnostics;

/// <summary>A run of UTF-16 characters in a <see cref="SourceText"/>. <c>default</c> is the empty run at its start.</summary>
/// <param name="Start">0-based offset of the first character.</param>
/// <param name="Length">Number of UTF-16 characters; 0 for a place between characters.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>Offset just behind the last character.</summary>
    public int End => Start + Length;
}
