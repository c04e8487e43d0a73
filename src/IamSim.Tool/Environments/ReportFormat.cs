namespace IamSim.Tool.Environments;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    Text,
    Json,
    Ndjson,
    Csv,
    Markdown,
}
