namespace IamSim.Tool.Environments;

/// <summary>An answer about an environment, as a table with what was assumed.</summary>
internal sealed class Report
{
    /// <summary>What was asked, for the head of JSON and Markdown, by name.</summary>
    public IReadOnlyList<(string Name, string Value)> Question { get; init; } = [];

    public required IReadOnlyList<ReportColumn> Columns { get; init; }

    /// <summary>The rows; looked through once.</summary>
    public required IEnumerable<ReportRow> Rows { get; init; }

    /// <summary>Numbers or words that sum it up, read after the rows: the members of <c>summary</c> in JSON.</summary>
    public Func<IReadOnlyList<(string Name, object? Value)>> Summary { get; init; } = static () => [];

    /// <summary>The sentence under the table, read after the rows; <c>null</c> for none.</summary>
    public Func<string?> Sentence { get; init; } = static () => null;

    /// <summary>What is not known and was assumed, one line each, read after the rows.</summary>
    public Func<IEnumerable<string>> Assumptions { get; init; } = static () => [];

    /// <summary>The exit code, read after the rows.</summary>
    public Func<int> ExitCode { get; init; } = static () => IamSim.Tool.ExitCode.Yes;
}
