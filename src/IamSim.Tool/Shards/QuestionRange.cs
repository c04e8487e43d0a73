using System.Globalization;

namespace IamSim.Tool.Shards;

/// <summary>Questions that follow each other. Immutable.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Last">The number of the last.</param>
internal readonly record struct QuestionRange(long First, long Last)
{
    /// <summary>As a message names them.</summary>
    public override string ToString() => First == Last
        ? string.Create(CultureInfo.InvariantCulture, $"question {First:N0}")
        : string.Create(CultureInfo.InvariantCulture, $"questions {First:N0} to {Last:N0}");
}
