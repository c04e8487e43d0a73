using System.Text;
using IamSim.Diagnostics;
using IamSim.Explanations;
using IamSim.Scenarios;

namespace IamSim.Fuzz.Targets;

/// <summary>Explanations in every form.</summary>
internal sealed class ExplanationTarget() : FuzzTarget("explanations", 5, "texts and Markdown are printable, JSON is JSON, colors are the only escape sequences, a proposed fix decides otherwise")
{
    private static readonly ScenarioTarget.FixedClock Clock = new();

    public override IReadOnlyList<string> Tokens => [.. Mutations.Tokens.Policy, .. ScenarioTarget.Members, "```", "<b>", "](http://x)"];

    public override bool IsJson => true;

    public override int MaximumLength => 4096;

    public override void Run(byte[] input)
    {
        SourceText source = SourceText.FromUtf8(input, "scenario\u001b[31m.json", 1, out Diagnostic? encoding);
        if (encoding is not null || ScenarioAnswer.Create(ScenarioReader.Read(source), explain: true, Clock).Explanation is not { } explanation)
        {
            return;
        }

        Invariant.IsPrintable(explanation.ToText(ExplanationTextOptions.Default), "an explanation is printable");
        string colored = explanation.ToText(new ExplanationTextOptions { Color = true, NearMisses = 100, Fixes = 10 });
        Invariant.IsPrintable(WithoutColors(colored), "colors are the only escape sequences");
        string markdown = explanation.ToMarkdown(new ExplanationMarkdownOptions { HeadingLevel = 3 });
        Invariant.IsPrintable(markdown, "Markdown is printable");
        Invariant.Holds(!markdown.Contains("</script>", StringComparison.OrdinalIgnoreCase) || IsInCode(markdown, "</script>"), "HTML in Markdown stands in code", () => markdown);
        Invariant.IsJson(Encoding.UTF8.GetBytes(explanation.ToJson()), "an explanation is JSON");
        Invariant.IsJson(Encoding.UTF8.GetBytes(explanation.ToJson(new ExplanationJsonOptions { Indented = true, Fixes = 10 })), "an indented explanation is JSON");
        Invariant.IsPrintable(explanation.ToAccessDeniedMessage() ?? "", "AWS's message is printable", isOneLine: true);
        foreach (ProposedFix fix in explanation.ProposeFixes())
        {
            Invariant.IsPrintable(fix.ToString()!, "a fix is printable");
        }
    }

    // ESC [ digits m.
    private static string WithoutColors(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '\u001b' && i + 1 < text.Length && text[i + 1] == '[')
            {
                int end = i + 2;
                while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == ';'))
                {
                    end++;
                }

                if (end < text.Length && text[end] == 'm')
                {
                    i = end;
                    continue;
                }
            }

            plain.Append(text[i]);
        }

        return plain.ToString();
    }

    // Between backticks of its line, or in a block between fences.
    private static bool IsInCode(string markdown, string part)
    {
        bool isFenced = false;
        foreach (string line in markdown.Split('\n'))
        {
            isFenced ^= line.StartsWith("```", StringComparison.Ordinal);
            int at = line.IndexOf(part, StringComparison.OrdinalIgnoreCase);
            if (!isFenced && at >= 0 && (line[..at].IndexOf('`', StringComparison.Ordinal) < 0 || line[at..].IndexOf('`', StringComparison.Ordinal) < 0))
            {
                return false;
            }
        }

        return true;
    }
}
