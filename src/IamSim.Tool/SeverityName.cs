using IamSim.Diagnostics;

namespace IamSim.Tool;

/// <summary>The words for severities in options and answers.</summary>
internal static class SeverityName
{
    public static string Of(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => "error",
        DiagnosticSeverity.Warning => "warning",
        _ => "info",
    };

    public static DiagnosticSeverity Parse(string name) => name switch
    {
        "error" => DiagnosticSeverity.Error,
        "warning" => DiagnosticSeverity.Warning,
        "info" => DiagnosticSeverity.Info,
        _ => throw new ArgumentException($"there is no severity '{name}'", nameof(name)),
    };
}
