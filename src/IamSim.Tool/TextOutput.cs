using System.Text;
using IamSim.Diagnostics;
using IamSim.Tool.Validation;
using Spectre.Console;

namespace IamSim.Tool;

/// <summary>Output for people: colour on a terminal only, lines neither wrapped nor cut, nothing in them that a terminal would obey.</summary>
internal sealed class TextOutput : IDisposable
{
    // The default encoding throws on half a character.
    private static readonly UTF8Encoding Replacing = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    private readonly StreamWriter _writer;
    private readonly bool _colored;

    /// <param name="toError">Whether it is standard error, where standard output is for something else.</param>
    public TextOutput(bool toError = false)
    {
        _writer = new StreamWriter(toError ? Console.OpenStandardError() : StandardOutput.Open(), Replacing, bufferSize: 1 << 16);
        _colored = Terminal.Create(_writer, toError ? Console.IsErrorRedirected : Console.IsOutputRedirected).Profile.Capabilities.Ansi;
    }

    /// <summary>Whether colors are used.</summary>
    public bool IsColored => _colored;

    /// <summary>Writes a text of several lines that is fit for a terminal already.</summary>
    public void WriteText(string text) => _writer.Write(text);

    /// <summary>Writes a line that a workflow obeys: one that begins with two colons and has everything in it escaped.</summary>
    public void Command(string command)
    {
        _writer.Write(PrintableText.Line(command));
        _writer.Write('\n');
    }

    /// <summary>Writes one line of parts, each with its color; never one that a workflow would obey.</summary>
    public void Line(params ReadOnlySpan<(string Text, Color? Color)> parts)
    {
        bool isStart = true;
        foreach ((string text, Color? color) in parts)
        {
            string printable = WorkflowCommand.Disarm(PrintableText.Line(text), isStart);
            isStart &= string.IsNullOrWhiteSpace(printable);
            _writer.Write(_colored && color is { } chosen ? $"\u001b[{AnsiOf(chosen)}m{printable}\u001b[0m" : printable);
        }

        _writer.Write('\n');
    }

    /// <summary>Writes a finding as <see cref="Diagnostic.ToDetailedString"/> has it, with its gravity in color.</summary>
    public void Write(Diagnostic finding)
    {
        string[] lines = finding.ToDetailedString().TrimEnd('\n').Split('\n');
        Color color = ColorOf(finding.Severity);
        int message = lines[0].Length - finding.Message.Length;
        int severity = lines[0].LastIndexOf(": ", message - 3, StringComparison.Ordinal) + 2;
        Line((lines[0][..severity], null), (lines[0][severity..message], color), (lines[0][message..], null));
        // An empty line is not shown, nor what would point at it.
        bool hasExcerpt = lines.Length > 2 && lines[1].StartsWith("  | ", StringComparison.Ordinal);
        if (hasExcerpt)
        {
            Line((lines[1], null));
            Line((lines[2], color));
        }

        foreach (string help in lines.Skip(hasExcerpt ? 3 : 1))
        {
            Line((help, Color.Aqua));
        }
    }

    public void Flush() => _writer.Flush();

    public void Dispose() => _writer.Dispose();

    /// <summary>The color of a severity.</summary>
    public static Color ColorOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => Color.Red,
        DiagnosticSeverity.Warning => Color.Yellow,
        _ => Color.Blue,
    };

    // The eight colors that every terminal has, in their bright form.
    private static int AnsiOf(Color color) =>
        color == Color.Red ? 91 : color == Color.Green ? 92 : color == Color.Yellow ? 93 : color == Color.Blue ? 94 : 96;
}
