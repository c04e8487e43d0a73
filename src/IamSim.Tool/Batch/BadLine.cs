using IamSim.Diagnostics;

namespace IamSim.Tool.Batch;

/// <summary>A line that asks nothing that can be answered. The column counts characters from 1.</summary>
internal readonly record struct BadLine(int Column, string? Code, string Message, string? Help)
{
    public static BadLine Of(Diagnostic fault) => new(fault.Position.Column, fault.Id, fault.Message, fault.Help);

    /// <summary>As a finding reads in a terminal.</summary>
    public string ToText(string name, long line) =>
        $"{PrintableText.Line(name)}:{line}:{Column}: error{(Code is null ? "" : $" {Code}")}: {PrintableText.Line(Message)}{(Help is null ? "" : $"\nhelp: {PrintableText.Line(Help)}")}";
}
