using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>
/// The stored form of one JSON value, or of the name in front of one. Children are linked by index, so that no depth costs stack.
/// Three words: a list of numbers has one for every two characters, and nothing that is read may take more than sixteen bytes for each.
/// </summary>
internal struct JsonRecord
{
    /// <summary>A name or string decoded; <c>null</c> where the text itself says it.</summary>
    public string? Text;
    public int Start;
    public int Length;

    /// <summary>The next value of the same container; -1 behind the last.</summary>
    public int NextSibling;
    public JsonKind Kind;

    /// <summary>Whether the record in front of this one is its name.</summary>
    public bool IsNamed;
    public bool HasChildren;

    public readonly SourceSpan Span => new(Start, Length);
}
