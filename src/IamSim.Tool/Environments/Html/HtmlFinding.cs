namespace IamSim.Tool.Environments.Html;

/// <summary>Something to look at.</summary>
/// <param name="Severity"><c>high</c>, <c>medium</c> or <c>low</c>.</param>
/// <param name="Kind">Such as <c>public</c>.</param>
/// <param name="Title">What it is.</param>
/// <param name="Subject">The ARN it is about.</param>
/// <param name="Detail">More; <c>null</c> for nothing.</param>
/// <param name="Place">The file and line; <c>null</c> for none.</param>
internal sealed record HtmlFinding(string Severity, string Kind, string Title, string Subject, string? Detail, string? Place);
