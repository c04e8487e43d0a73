using System.Text;
using IamSim.Diagnostics;

namespace IamSim.Tool;

/// <summary>The documentation page of a kind of finding, which ships inside the tool.</summary>
internal sealed class DiagnosticPage
{
    private const string Fence = "```";

    private readonly string[] _lines;

    private DiagnosticPage(string markdown)
    {
        Markdown = markdown;
        _lines = markdown.TrimEnd('\n').Split('\n');
    }

    /// <summary>The page as docs/diagnostics has it.</summary>
    public string Markdown { get; }

    /// <summary>The first paragraph of the explanation, in one line.</summary>
    public string Summary => Inline(string.Join(' ', _lines.Skip(4).TakeWhile(static line => line.Length > 0)));

    /// <summary>The first link to another site; <c>null</c> when there is none.</summary>
    public string? Link => _lines.Select(static line => Target(line)).FirstOrDefault(static target => target is not null && target.Contains("://", StringComparison.Ordinal));

    public static DiagnosticPage Of(DiagnosticDescriptor descriptor)
    {
        using Stream stream = typeof(DiagnosticPage).Assembly.GetManifestResourceStream($"diagnostics/{descriptor.Id}.md")!;
        using var reader = new StreamReader(stream);
        return new DiagnosticPage(reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    /// <summary>The page as Markdown that stands alone: without links to other documents of the repository.</summary>
    public string ToPortableMarkdown()
    {
        bool fenced = false;
        var text = new StringBuilder();
        foreach (string line in PortableLines())
        {
            fenced ^= line.StartsWith(Fence, StringComparison.Ordinal);
            text.Append(fenced || Target(line) is null or ['h', 't', 't', 'p', ..] ? line : Inline(line)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The page without its markup: examples indented, paragraphs wrapped.</summary>
    /// <param name="width">Characters in a line; <c>null</c> leaves paragraphs in one line.</param>
    public string ToText(int? width)
    {
        var text = new StringBuilder();
        var paragraph = new StringBuilder();
        bool fenced = false;
        foreach (string line in PortableLines())
        {
            bool isFence = line.StartsWith(Fence, StringComparison.Ordinal);
            if (fenced || isFence || line.Length == 0 || line[0] is '#' or '-')
            {
                Flush(text, paragraph, width);
            }

            fenced ^= isFence;
            if (isFence)
            {
                // Which file it is tells what an example about several files is about.
                const string File = " file=";
                int file = line.IndexOf(File, StringComparison.Ordinal);
                text.Append(file < 0 ? "" : $"    {line[(file + File.Length)..].Split(' ')[0]}:\n");
                continue;
            }

            if (fenced)
            {
                text.Append(("    " + line).TrimEnd()).Append('\n');
            }
            else if (line.Length == 0)
            {
                text.Append('\n');
            }
            else if (line[0] == '#')
            {
                text.Append(line.TrimStart('#', ' ')).Append('\n');
            }
            else
            {
                paragraph.Append(paragraph.Length == 0 ? "" : " ").Append(Inline(line));
            }
        }

        Flush(text, paragraph, width);
        return text.ToString();
    }

    // Outside of the repository its other documents are out of reach; pages of this kind and the web are not.
    private string[] PortableLines()
    {
        const string SeeAlso = "## See also";
        string[] before = [.. _lines.TakeWhile(static line => line != SeeAlso)];
        string[] links = [.. _lines.SkipWhile(static line => line != SeeAlso).Where(static line => Target(line) is { } target && (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("IAM", StringComparison.Ordinal)))];
        return links.Length == 0 ? before.AsSpan().TrimEnd("").ToArray() : [.. before, SeeAlso, "", .. links];
    }

    private static void Flush(StringBuilder text, StringBuilder paragraph, int? width)
    {
        if (paragraph.Length == 0)
        {
            return;
        }

        string indent = paragraph[0] == '-' ? "  " : "";
        int column = 0;
        foreach (string word in paragraph.ToString().Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > (width ?? int.MaxValue - word.Length - column))
            {
                text.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (column > 0)
            {
                text.Append(' ');
                column++;
            }

            text.Append(word);
            column += word.Length;
        }

        text.Append('\n');
        paragraph.Clear();
    }

    // [text](target) is the text, and the target too where a reader of the terminal can follow it.
    private static string Inline(string line)
    {
        int open = line.IndexOf('[', StringComparison.Ordinal);
        if (open < 0 || Target(line[open..]) is not { } target)
        {
            return line;
        }

        int middle = line.IndexOf("](", open, StringComparison.Ordinal);
        int close = middle + 2 + target.Length;
        string shown = line[(open + 1)..middle] + (target.Contains("://", StringComparison.Ordinal) ? $" {target}" : "");
        return line[..open] + shown + Inline(line[(close + 1)..]);
    }

    private static string? Target(string text)
    {
        int middle = text.IndexOf("](", StringComparison.Ordinal);
        int close = middle < 0 ? -1 : text.IndexOf(')', middle);
        return close < 0 ? null : text[(middle + 2)..close];
    }
}
