using IamSim.Diagnostics;

namespace IamSim.Tool.Shards;

/// <summary>A part on disk. Immutable.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Name">What its name says.</param>
internal sealed record PartFile(string Path, PartName Name)
{
    /// <summary>How many answers the name promises.</summary>
    public long Count => Name.Last - Name.First + 1;

    /// <summary>The path as messages have it.</summary>
    public override string ToString() => PrintableText.Line(Path);
}
