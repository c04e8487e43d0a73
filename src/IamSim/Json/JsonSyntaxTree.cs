using System.Runtime.InteropServices;
using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>A strict JSON text as a flat tree in which every value and name keeps its place. Immutable once built.</summary>
internal sealed class JsonSyntaxTree
{
    private readonly List<JsonRecord> _records;

    internal JsonSyntaxTree(SourceText source, List<JsonRecord> records)
    {
        Source = source;
        _records = records;
    }

    public SourceText Source { get; }

    public JsonNode Root => new(this, 0);

    internal ReadOnlySpan<JsonRecord> Records => CollectionsMarshal.AsSpan(_records);

    /// <summary>Parses a text. <c>null</c> means that the text is not JSON; otherwise duplicate names may still have been reported.</summary>
    public static JsonSyntaxTree? Parse(SourceText source, int maximumDepth, DiagnosticBag diagnostics) =>
        new JsonTreeBuilder(source, maximumDepth, diagnostics).Build();
}
