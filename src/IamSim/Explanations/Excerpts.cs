using IamSim.Diagnostics;

namespace IamSim.Explanations;

/// <summary>Source lines with carets and words under them. Elements on one line share it.</summary>
internal static class Excerpts
{
    /// <summary>The lines of an excerpt; <see cref="ExcerptLine.Number"/> is empty under a source line.</summary>
    public static IEnumerable<ExcerptLine> Of(SourceText source, IEnumerable<(SourceSpan Span, string Label)> marks)
    {
        SourceExcerpt? last = null;
        foreach ((SourceSpan span, string label) in marks.OrderBy(static mark => mark.Span.Start))
        {
            SourceExcerpt excerpt = last?.Within(span) ?? new SourceExcerpt(source, span);
            if (last is not { } shown || !excerpt.SharesLine(shown))
            {
                yield return new ExcerptLine(excerpt.LineNumber, excerpt.Text, "", "");
            }

            yield return new ExcerptLine("", excerpt.Indent, excerpt.Carets, label);
            last = excerpt;
        }
    }

    public static IEnumerable<(SourceSpan Span, string Label)> Marks(IEnumerable<ElementExplanation> elements, AccessRequest request, string resource) =>
        elements.Select(element => (element.Span, ElementText.Describe(element, request, resource)));

    public static IEnumerable<(SourceSpan Span, string Label)> Marks(PublicStatementExplanation statement) =>
        statement.Reasons.Select(static reason => (reason.Span, ElementText.Describe(reason.Reason)));
}

/// <summary>A line of an excerpt.</summary>
/// <param name="Number">The number of a source line; empty for a line of carets.</param>
/// <param name="Text">The source line, or the spaces in front of the carets.</param>
/// <param name="Carets">The carets; empty for a source line.</param>
/// <param name="Label">What is said of the place.</param>
internal readonly record struct ExcerptLine(string Number, string Text, string Carets, string Label);
