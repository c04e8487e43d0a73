using IamSim.Diagnostics;
using Spectre.Console;

namespace IamSim.Tool;

/// <summary>Text output that knows whether it goes to a terminal: colour only there, and never under NO_COLOR.</summary>
internal static class Terminal
{
    // Wide enough that nothing wraps when the output goes to a file or another program.
    private const int RedirectedWidth = 200;

    public static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        bool plain = redirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(writer),
        });
        if (redirected)
        {
            console.Profile.Width = RedirectedWidth;
        }

        return console;
    }

    /// <summary>The color of a decision.</summary>
    public static Color ColorOf(DecisionKind kind) => kind switch
    {
        DecisionKind.Allowed => Color.Green,
        DecisionKind.ExplicitDeny => Color.Red,
        _ => Color.Yellow,
    };

    /// <summary>A text with Spectre's markup escaped. What stands in decisions and findings is fit for a terminal already; an id is not.</summary>
    public static string Escape(string text) => Markup.Escape(PrintableText.Line(text));
}
