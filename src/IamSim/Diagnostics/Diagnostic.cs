namespace IamSim.Diagnostics;

/// <summary>A finding at a place of a source text. Immutable and thread-safe.</summary>
public sealed class Diagnostic
{
    internal Diagnostic(DiagnosticDescriptor descriptor, DiagnosticSeverity severity, string message, string? help, SourceText source, SourceSpan span, DiagnosticFix? fix = null)
    {
        Descriptor = descriptor;
        Severity = severity;
        // Both repeat texts of other people.
        Message = PrintableText.Line(message);
        Help = help is null ? null : PrintableText.Line(help);
        Source = source;
        Span = span;
        Fix = fix;
    }

    /// <summary>The kind of finding.</summary>
    public DiagnosticDescriptor Descriptor { get; }

    /// <summary>Stable id such as <c>IAM0007</c>.</summary>
    public string Id => Descriptor.Id;

    /// <summary>Its gravity here; a lenient compile turns some errors into warnings.</summary>
    public DiagnosticSeverity Severity { get; }

    /// <summary>What was found and what was expected: one line, lower case, no final period.</summary>
    public string Message { get; }

    /// <summary>A suggestion; <c>null</c> when there is none.</summary>
    public string? Help { get; }

    /// <summary>The text it was found in.</summary>
    public SourceText Source { get; }

    /// <summary>Where in the text.</summary>
    public SourceSpan Span { get; }

    /// <summary>The one change of the text that mends it without changing anything else that is decided; <c>null</c> when there is none or more than one.</summary>
    public DiagnosticFix? Fix { get; }

    /// <summary>1-based line and column of the first character of <see cref="Span"/>.</summary>
    public LinePosition Position => Source.GetPosition(Span.Start);

    /// <summary>One line: <c>file:line:column: severity id: message</c>.</summary>
    public override string ToString()
    {
        string severity = Severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "info",
        };
        // The name of a file is a text of other people, like everything else in a finding.
        return $"{(Source.Name is { } name ? PrintableText.Line(name) : "<policy>")}:{Position}: {severity} {Id}: {Message}";
    }

    /// <summary>The one-line form, the source line, a caret under the span, and the help.</summary>
    public string ToDetailedString() => CaretRenderer.Render(this);
}
