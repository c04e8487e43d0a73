using System.Collections.Immutable;
using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>Tells an explanation as text.</summary>
internal sealed class ExplanationText
{
    private const int NameWidth = 26;
    private const int VerdictWidth = 10;

    private readonly StringBuilder _builder = new();
    private readonly Explanation _explanation;
    private readonly ExplanationTextOptions _options;
    private readonly AnsiStyle _style;

    private ExplanationText(Explanation explanation, ExplanationTextOptions options)
    {
        _explanation = explanation;
        _options = options;
        _style = new AnsiStyle(options.Color);
    }

    public static string Render(Explanation explanation, ExplanationTextOptions options)
    {
        var text = new ExplanationText(explanation, options);
        text.Render();
        return text._builder.ToString();
    }

    private void Render()
    {
        Decision decision = _explanation.Decision;
        Line(_style.Decided(DecisionText.Headline(decision), decision.Kind));
        Line($"  {Wording.Plain($"{_explanation.Request.Principal} asks for {_explanation.Request.Action}")}");
        foreach (CheckExplanation check in _explanation.Checks)
        {
            AppendCheck(check);
        }

        AppendNearMisses();
        AppendFixes();
        AppendDerivedKeys();
        foreach (string assumption in DecisionText.Assumptions(decision))
        {
            Line($"  {_style.Doubtful("assumed:")} {assumption}");
        }
    }

    private void AppendCheck(CheckExplanation check)
    {
        Line($"  on {Wording.Plain(CheckText.Subject(check, _explanation.Request))}");
        foreach (LayerExplanation layer in LayerText.Shown(check))
        {
            AppendRow(LayerText.Name(layer.Kind, check.IsAccessPoint), Colored(layer, check), LayerText.Detail(layer, check));
        }

        Some(CheckText.Shown(check), grant =>
        {
            string verdict = grant.Grant == GrantClass.None ? "silent".PadRight(VerdictWidth) : _style.Good("allows".PadRight(VerdictWidth));
            AppendRow(CheckText.Name(grant.Kind), verdict, CheckText.Detail(grant, _explanation.Request.Principal));
        });
        if (CheckText.Requirement(check, _explanation) is { } requirement)
        {
            Line($"  {requirement}");
        }

        Some(Highlights.Deciding(check, _explanation), statement => AppendDeciding(statement, check));
        Some(check.PublicStatements, AppendPublicStatement);
        Some(CheckText.NotUnderstood(check), sentence => Line($"  {Wording.Plain(sentence)}"));
        if (CheckText.Missing(check) is { } missing)
        {
            Line($"  {missing}");
        }
    }

    private void AppendRow(string name, string verdict, FormattableString detail) =>
        Line($"    {name.PadRight(NameWidth)}{verdict}{Wording.Plain(detail)}");

    private string Colored(LayerExplanation layer, CheckExplanation check)
    {
        string verdict = LayerText.Verdict(layer, check).PadRight(VerdictWidth);
        return layer.Verdict switch
        {
            LayerVerdict.Allow => _style.Good(verdict),
            LayerVerdict.Deny => _style.Bad(verdict),
            LayerVerdict.Exempt => _style.Faint(verdict),
            _ => LayerText.Blocks(layer, check) ? _style.Doubtful(verdict) : verdict,
        };
    }

    private void AppendDeciding(StatementExplanation statement, CheckExplanation check)
    {
        Line($"  {Wording.Plain(CheckText.Deciding(statement))}");
        AppendExcerpt(statement.Statement.Source, Excerpts.Marks(Highlights.Telling(statement), _explanation.Request, check.Resource));
    }

    private void AppendPublicStatement(PublicStatementExplanation statement)
    {
        Line($"  {Wording.Plain(CheckText.Public(statement))}");
        AppendExcerpt(statement.Statement.Source, Excerpts.Marks(statement));
    }

    private void AppendNearMisses()
    {
        foreach (NearMiss miss in _explanation.NearMisses.Take(_options.NearMisses))
        {
            Line($"  {Wording.Plain(NearMissText.Describe(miss))}");
            AppendExcerpt(miss.Statement.Statement.Source, Excerpts.Marks(miss.Failed, _explanation.Request, miss.Resource));
        }
    }

    private void AppendFixes()
    {
        if (_explanation.Decision.IsAllowed || _options.Fixes == 0)
        {
            return;
        }

        ImmutableArray<ProposedFix> fixes = _explanation.ProposeFixes(_options.Fixes);
        Line(fixes.IsEmpty ? $"  {FixText.None}" : "  it would be allowed");
        foreach (ProposedFix fix in fixes)
        {
            string bullet = "- ";
            foreach (FormattableString line in FixText.Lines(fix))
            {
                Line($"    {bullet}{Wording.Plain(line)}");
                bullet = "  ";
            }
        }
    }

    private void AppendDerivedKeys()
    {
        if (_explanation.DerivedKeys.IsEmpty)
        {
            return;
        }

        Line("  derived context keys");
        foreach (DerivedContextKey key in _explanation.DerivedKeys)
        {
            Line($"    {Wording.Plain($"{key.Name} = {key.Value}")}{_style.Faint($", {DecisionText.Describe(key.Origin)}")}");
        }
    }

    private void AppendExcerpt(SourceText source, IEnumerable<(SourceSpan Span, string Label)> marks)
    {
        ExcerptLine[] lines = [.. Excerpts.Of(source, marks)];
        int margin = lines.Length == 0 ? 0 : lines.Max(static line => line.Number.Length);
        foreach (ExcerptLine line in lines)
        {
            string end = line.Carets.Length == 0 ? "" : $"{_style.Doubtful(line.Carets)} {line.Label}";
            Line($"    {_style.Faint(line.Number.PadLeft(margin) + " |")} {line.Text}{end}");
        }
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
            Line($"  {more}");
        }
    }

    private void Line(string line) => _builder.Append(line).Append('\n');
}
