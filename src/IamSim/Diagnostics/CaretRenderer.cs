using System.Text;

namespace IamSim.Diagnostics;

/// <summary>Draws the source line of a finding with carets under it.</summary>
internal static class CaretRenderer
{
    public static string Render(Diagnostic diagnostic)
    {
        var builder = new StringBuilder();
        builder.Append(diagnostic).Append('\n');
        // Of a place in a file that is no longer at hand there is no line to show.
        if (diagnostic.Source.Text.Length > 0)
        {
            new SourceExcerpt(diagnostic.Source, diagnostic.Span).AppendTo(builder);
        }

        if (diagnostic.Help is not null)
        {
            builder.Append("help: ").Append(diagnostic.Help).Append('\n');
        }

        return builder.ToString();
    }
}
