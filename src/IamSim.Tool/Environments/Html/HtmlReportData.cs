namespace IamSim.Tool.Environments.Html;

/// <summary>What the report of an environment shows.</summary>
internal sealed class HtmlReportData
{
    public required string Title { get; init; }

    /// <summary>The line under the title.</summary>
    public required string About { get; init; }

    /// <summary>Numbers with their names.</summary>
    public required IReadOnlyList<(string Name, string Value)> Summary { get; init; }

    public required IReadOnlyList<(string Id, string? Name)> Accounts { get; init; }

    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Rows of the heat map; principals with the same access share one.</summary>
    public required IReadOnlyList<IReadOnlyList<HtmlHeatCell>> Rows { get; init; }

    public required IReadOnlyList<HtmlPrincipal> Principals { get; init; }

    public required IReadOnlyList<HtmlFinding> Findings { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }
}
