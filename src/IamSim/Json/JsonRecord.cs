using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>The stored form of one JSON value; children are linked by index, so that no depth costs stack.</summary>
internal struct JsonRecord
{
    public JsonKind Kind;
    public SourceSpan Span;
    public SourceSpan NameSpan;
    public string? Name;
    public string? Value;
    public int FirstChild;
    public int NextSibling;
}
