using System.Collections.Immutable;
using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Tells an explanation as Markdown.</summary>
internal sealed class ExplanationMarkdown
{
    private readonly StringBuilder _builder = new();
    private readonly Explanation _explanation;
    private readonly ExplanationMarkdownOptions _options;

    private ExplanationMarkdown(Explanation explanation, ExplanationMarkdownOptions options)
    {
        _explanation = explanation;
        _options = options;
    }

    public static string Render(Explanation explanation, ExplanationMarkdownOptions options)
    {
        var markdown = new ExplanationMarkdown(explanation, options);
        markdown.Render();
        return markdown._builder.ToString().TrimEnd('\n') + "\n";
    }

    private void Render()
    {
        Heading(0, DecisionText.Describe(_explanation.Decision));
        Paragraph($"caller {_explanation.Request.Principal} asks for {_explanation.Request.Action}");
        foreach (CheckExplanation check in _explanation.Checks)
        {
            AppendCheck(check);
        }

        foreach (NearMiss miss in _explanation.NearMisses.Take(_options.NearMisses))
        {
            AppendNearMiss(miss);
        }

        AppendFixes();
        AppendDerivedKeys();
        foreach (string assumption in DecisionText.Assumptions(_explanation.Decision))
        {
            Paragraph($"**Assumed:** {Wording.Own(assumption)}");
        }
    }

    private void AppendCheck(CheckExplanation check)
    {
        Paragraph($"on {CheckText.Subject(check, _explanation.Request)}");
        LayerExplanation[] layers = [.. LayerText.Shown(check)];
        OtherGrantExplanation[] grants = [.. CheckText.Shown(check).Take(Highlights.Maximum)];
        if (layers.Length + grants.Length > 0)
        {
            _builder.Append("| Layer | Verdict | Because |\n| --- | --- | --- |\n");
            foreach (LayerExplanation layer in layers)
            {
                string verdict = LayerText.Verdict(layer, check);
                Row(LayerText.Name(layer.Kind, check.IsAccessPoint), char.IsUpper(verdict[0]) ? $"**{verdict}**" : verdict, LayerText.Detail(layer, check));
            }

            foreach (OtherGrantExplanation grant in grants)
            {
                Row(CheckText.Name(grant.Kind), grant.Grant == GrantClass.None ? "silent" : "allows", CheckText.Detail(grant, _explanation.Request.Principal));
            }

            _builder.Append('\n');
        }

        AppendReasons(check);
    }

    private void AppendReasons(CheckExplanation check)
    {
        if (CheckText.Requirement(check, _explanation) is { } requirement)
        {
            Paragraph(Wording.Own(requirement));
        }

        Some(Highlights.Deciding(check, _explanation), statement =>
        {
            Heading(1, CheckText.Deciding(statement));
            AppendExcerpt(statement.Statement, Excerpts.Marks(Highlights.Telling(statement), _explanation.Request, check.Resource));
        });
        Some(check.PublicStatements, statement =>
        {
            Heading(1, CheckText.Public(statement));
            AppendExcerpt(statement.Statement, Excerpts.Marks(statement));
        });
        Some(CheckText.NotUnderstood(check), Paragraph);
        if (CheckText.Missing(check) is { } missing)
        {
            Paragraph(Wording.Own(missing));
        }
    }

    private void AppendNearMiss(NearMiss miss)
    {
        Heading(1, NearMissText.Describe(miss));
        AppendExcerpt(miss.Statement.Statement, Excerpts.Marks(miss.Failed, _explanation.Request, miss.Resource));
    }

    private void AppendFixes()
    {
        if (_explanation.Decision.IsAllowed || _options.Fixes == 0)
        {
            return;
        }

        ImmutableArray<ProposedFix> fixes = _explanation.ProposeFixes(_options.Fixes);
        Heading(1, fixes.IsEmpty ? Wording.Own(FixText.None) : Wording.Own("it would be allowed"));
        List(fixes.Select(static fix => Wording.Join("\n  ", FixText.Lines(fix))));
    }

    private void AppendDerivedKeys()
    {
        if (_explanation.DerivedKeys.IsEmpty)
        {
            return;
        }

        Heading(1, $"derived context keys");
        List(_explanation.DerivedKeys.Select(static key => Wording.Say($"{Wording.Own(DecisionText.Describe(key.Origin))}: {key.Name} = {key.Value}")));
    }

    private void AppendExcerpt(PolicyStatement statement, IEnumerable<(SourceSpan Span, string Label)> marks)
    {
        ExcerptLine[] lines = [.. Excerpts.Of(statement.Source, marks)];
        int margin = lines.Length == 0 ? 0 : lines.Max(static line => line.Number.Length);
        MarkdownText.AppendFence(_builder, lines.Select(line => $"{line.Number.PadLeft(margin)} | {line.Text}{line.Carets}{(line.Carets.Length == 0 ? "" : " ")}{line.Label}"));
        _builder.Append('\n');
    }

    private void Some<T>(IEnumerable<T> members, Action<T> append)
    {
        T[] all = [.. members];
        foreach (T member in all.Take(Highlights.Maximum))
        {
            append(member);
        }

        if (Highlights.More(all.Length) is { } more)
        {
            Paragraph(Wording.Own(more));
        }
    }

    private void Heading(int depth, FormattableString text) =>
        _builder.Append('#', Math.Min(6, _options.HeadingLevel + depth)).Append(' ').Append(MarkdownText.Of(text)).Append("\n\n");

    // A line never begins with a quoted part: one in backticks could be taken for a fence.
    private void Paragraph(FormattableString text) => _builder.Append(MarkdownText.Of(text)).Append("\n\n");

    private void List(IEnumerable<FormattableString> items)
    {
        int before = _builder.Length;
        foreach (FormattableString item in items)
        {
            _builder.Append("- ").Append(MarkdownText.Of(item)).Append('\n');
        }

        _builder.Append(_builder.Length > before ? "\n" : "");
    }

    private void Row(string name, string verdict, FormattableString detail) =>
        _builder.Append("| ").Append(name).Append(" | ").Append(verdict).Append(" | ").Append(MarkdownText.Of(detail)).Append(" |\n");
}
