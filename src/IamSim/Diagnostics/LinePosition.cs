namespace IamSim.Diagnostics;

/// <summary>A place in a source text as people count it: 1-based line and 1-based column in characters.</summary>
/// <remarks><c>default</c> is line 0, column 0 and means that the place is not known.</remarks>
/// <param name="Line">1-based line; 0 when unknown.</param>
/// <param name="Column">1-based column in Unicode characters (a surrogate pair counts once); 0 when unknown.</param>
public readonly record struct LinePosition(int Line, int Column)
{
    /// <summary>The place as <c>line:column</c>.</summary>
    public override string ToString() => $"{Line}:{Column}";
}
