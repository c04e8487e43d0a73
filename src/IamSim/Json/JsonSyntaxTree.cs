using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>A strict JSON text as a flat tree in which every value and name keeps its place. Immutable once built.</summary>
internal sealed class JsonSyntaxTree
{
    // What reading may take for each byte of the text, which has two for each character, and what it may take of a text however short it is:
    // a megabyte, of which findings and the like have a quarter.
    private const int MemoryFactor = 8 * sizeof(char);
    private const int FreeMemory = 3 << 18;

    private long _memoryLeft;

    internal JsonSyntaxTree(SourceText source, JsonRecords records)
    {
        Source = source;
        Records = records;
        _memoryLeft = ((long)source.Text.Length * MemoryFactor) + FreeMemory - records.Bytes;
    }

    public SourceText Source { get; }

    public JsonNode Root => new(this, 0);

    internal JsonRecords Records { get; }

    /// <summary>Gives up the memory for the next tree. Neither the tree nor a node of it may be looked at any more.</summary>
    public void Release() => Records.Return();

    /// <summary>Takes bytes from what may be made of the tree: eight for each byte of the text, and a megabyte, less what the tree takes. Whether there were as many left.</summary>
    public bool TryTakeMemory(long bytes)
    {
        _memoryLeft -= bytes;
        return _memoryLeft >= 0;
    }

    /// <summary>Parses a text. <c>null</c> means that the text is not JSON; otherwise duplicate names may still have been reported.</summary>
    public static JsonSyntaxTree? Parse(SourceText source, int maximumDepth, DiagnosticBag diagnostics) =>
        new JsonTreeBuilder(source, maximumDepth, diagnostics).Build();

    /// <summary>Parses a text that is known to be JSON, and leaves some objects closed: of them the tree has the place and no members.</summary>
    /// <param name="source">The text.</param>
    /// <param name="maximumDepth">How deep it may nest outside of closed objects.</param>
    /// <param name="closed">Names of members whose objects stay closed.</param>
    /// <param name="memory">What the thread keeps; <see cref="Release"/> gives back to it.</param>
    /// <param name="diagnostics">Takes findings.</param>
    /// <returns>The tree, in which objects may nevertheless be open where the text is unusual. <c>null</c> means that the text is not JSON after all.</returns>
    public static JsonSyntaxTree? ParseClosed(SourceText source, int maximumDepth, ClosedNames closed, JsonTreeMemory memory, DiagnosticBag diagnostics) =>
        new JsonTreeBuilder(source, maximumDepth, diagnostics, memory).Build(closed);
}
