namespace IamSim.Tool.Environments;

/// <summary>A column of a report.</summary>
/// <param name="Name">The member of JSON and the heading of CSV, in camel case.</param>
/// <param name="Heading">The heading for people, in capitals.</param>
/// <param name="IsShown">Whether text and Markdown show it; JSON and CSV have every column.</param>
internal sealed record ReportColumn(string Name, string Heading, bool IsShown = true);
