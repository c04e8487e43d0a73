using IamSim.Explanations;

namespace IamSim.Tool.Environments;

/// <summary>A row of a report.</summary>
/// <param name="cells">One for each column: a text, a boolean, a number, a list of texts, or <c>null</c>.</param>
internal sealed class ReportRow(params object?[] cells)
{
    public object?[] Cells { get; } = cells;

    /// <summary>Tells why, for <c>--explain</c>; <c>null</c> where there is nothing to tell.</summary>
    public Func<Explanation>? Explain { get; init; }

    /// <summary>Tells why, each for a part of the row, for <c>--explain</c>; rows of such reports have no <see cref="Explain"/>.</summary>
    public IReadOnlyList<ReportExplanation> Explanations { get; init; } = [];

    /// <summary>Further lines under the row in text and Markdown; JSON has what they say in its cells.</summary>
    public IReadOnlyList<string> Lines { get; init; } = [];
}
