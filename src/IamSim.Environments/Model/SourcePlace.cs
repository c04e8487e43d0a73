using IamSim.Diagnostics;

namespace IamSim.Environments;

/// <summary>Where something was found: a file with 1-based line and column. <c>default</c> is nowhere.</summary>
/// <param name="File">The path as it was given to the loader, joined with the name of the file; <c>null</c> for what no file says.</param>
/// <param name="Line">1-based line; 0 when not known.</param>
/// <param name="Column">1-based column in characters; 0 when not known.</param>
public readonly record struct SourcePlace(string? File, int Line, int Column)
{
    /// <summary>As <c>file:line:column</c>, fit for a terminal.</summary>
    public override string ToString() => File is null ? "" : Line == 0 ? PrintableText.Line(File) : $"{PrintableText.Line(File)}:{Line}:{Column}";
}
