using System.Collections.Immutable;
using System.Text;
using IamSim.Conditions;
using IamSim.Diagnostics;
using IamSim.Evaluation;
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
        Line($"  {PrintableText.Line($"{_explanation.Request.Principal} asks for {_explanation.Request.Action}")}");
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
        string through = check.IsAccessPoint ? " (through the access point)" : "";
        string owner = check.Owner.Length == 0 ? "" : $", owned by {check.Owner}{Zone(check)}";
        Line($"  on {PrintableText.Line(check.Resource)}{through}{owner}");
        foreach (LayerExplanation layer in check.Layers.Where(static layer => layer.Verdict != LayerVerdict.Absent))
        {
            AppendLayer(layer, check);
        }

        if (check.Grant > check.PolicyGrant)
        {
            Line($"    {"beside the policy".PadRight(NameWidth)}{_style.Good("allows".PadRight(VerdictWidth))}a grant on the resource reaches the caller {Reach(check.Grant)}");
        }

        foreach (StatementExplanation statement in Deciding(check))
        {
            AppendDeciding(statement, check);
        }

        if (check.Decision is { Kind: DecisionKind.ImplicitDeny, BlockedBy: not DecisionSources.None })
        {
            Line($"  an Allow is missing in: {DecisionText.Blockers(check.Decision)}");
        }
    }

    private string Zone(CheckExplanation check) =>
        !_explanation.Request.Principal.HasAccount ? "" : check.IsSameAccount ? "" : " (not the caller's account)";

    private void AppendLayer(LayerExplanation layer, CheckExplanation check)
    {
        bool blocks = (check.Decision.BlockedBy & PolicyLayers.Of(layer.Kind).Flag) != 0;
        string verdict = layer.Verdict switch
        {
            LayerVerdict.Allow => _style.Good("allows".PadRight(VerdictWidth)),
            LayerVerdict.Deny => _style.Bad("DENIES".PadRight(VerdictWidth)),
            LayerVerdict.Exempt => _style.Faint("exempt".PadRight(VerdictWidth)),
            _ => blocks ? _style.Doubtful("SILENT".PadRight(VerdictWidth)) : "silent".PadRight(VerdictWidth),
        };
        Line($"    {DecisionText.Name(layer.Kind).PadRight(NameWidth)}{verdict}{PrintableText.Line(Detail(layer, check))}");
    }

    private static string Detail(LayerExplanation layer, CheckExplanation check) => layer switch
    {
        { Verdict: LayerVerdict.Exempt } => DecisionText.Describe(layer.Exemption),
        { Verdict: LayerVerdict.Deny } => string.Join(", ", Denials(layer).Select(static statement => statement.Statement.ToString())),
        { Statement: { } statement, Kind: PolicyKind.Resource } => $"{statement}, reaching the caller {Reach(check.PolicyGrant)}",
        { Statement: { } statement } => statement.ToString(),
        { Levels: { Length: > 0 } levels } when layer.Kind is PolicyKind.ServiceControl or PolicyKind.ResourceControl =>
            $"no Allow at {string.Join(" and ", levels.Where(static level => !level.Allows).Select(level => Name(level, levels.Length)))}",
        _ when layer.Statements.Any(static statement => statement is { Effect: PolicyEffect.Allow, Outcome: StatementOutcome.Matched }) =>
            $"an Allow of {Documents(layer)} matches, but bucket policies grant nothing on objects of other accounts (S3-2)",
        _ => $"no statement of {Documents(layer)} allows it",
    };

    private static string Name(LevelExplanation level, int levels) => level.Name ?? $"level {level.Index + 1} of {levels}{(level.Index == 0 ? " (the root)" : "")}";

    private static string Documents(LayerExplanation layer)
    {
        string names = string.Join(", ", layer.Levels.SelectMany(static level => level.Documents).Select(static document => document.ToString()).Distinct(StringComparer.Ordinal));
        return names.Length == 0 ? "any policy" : names;
    }

    private static string Reach(GrantClass grant) => grant switch
    {
        GrantClass.Account => "through its account",
        GrantClass.Behind => "through the role or user behind its session",
        _ => "directly",
    };

    private static IEnumerable<StatementExplanation> Denials(LayerExplanation layer) =>
        layer.Statements.Where(static statement => statement is { Effect: PolicyEffect.Deny, Outcome: StatementOutcome.Matched });

    /// <summary>Every Deny that matched, or the Allow that decided.</summary>
    private static IEnumerable<StatementExplanation> Deciding(CheckExplanation check) =>
        check.Decision.Kind == DecisionKind.ExplicitDeny
            ? check.Layers.SelectMany(Denials).DistinctBy(static statement => statement.Statement)
            : check.Layers.SelectMany(static layer => layer.Statements).Where(statement => ReferenceEquals(statement.Statement, check.Decision.Statement)).Take(1);

    private void AppendDeciding(StatementExplanation statement, CheckExplanation check)
    {
        string verb = statement.Effect == PolicyEffect.Deny ? "denied by" : "allowed by";
        Line($"  {verb} {PrintableText.Line(statement.Statement.ToString())}");
        // What everybody is covered by tells nothing; the action always does, so that there is a line to look at.
        IEnumerable<ElementExplanation> telling = statement.Elements.Where(static element => element is ActionExplanation or PrincipalExplanation or ConditionExplanation or ResourceExplanation { Expanded: not null });
        AppendExcerpts(statement.Statement.Source, telling, check.Resource);
    }

    private void AppendNearMisses()
    {
        foreach (NearMiss miss in _explanation.NearMisses.Take(_options.NearMisses))
        {
            string where = PrintableText.Line(miss.Statement.Statement.ToString());
            Line($"  {(miss.Distance == 1 ? "nearly allowed" : "closest")} in the {DecisionText.Name(miss.Kind)}: {where}");
            AppendExcerpts(miss.Statement.Statement.Source, miss.Failed, miss.Resource);
        }
    }

    private void AppendFixes()
    {
        if (_explanation.Decision.IsAllowed || _options.Fixes == 0)
        {
            return;
        }

        ImmutableArray<ProposedFix> fixes = _explanation.ProposeFixes(_options.Fixes);
        Line(fixes.IsEmpty ? "  no change of policies or context keys was found that would allow it" : "  it would be allowed");

        foreach (ProposedFix fix in fixes)
        {
            Line($"    - if {FixText.Describe(fix)}");
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
            Line($"    {PrintableText.Line($"{key.Name} = {key.Value}")}{_style.Faint($", {Origin(key.Origin)}")}");
        }
    }

    private static string Origin(ContextKeyOrigin origin) => origin switch
    {
        ContextKeyOrigin.Stated => "as the request states",
        ContextKeyOrigin.Principal => "from the caller",
        ContextKeyOrigin.PrincipalTags => "from the caller's tags",
        ContextKeyOrigin.ServiceSource => "from what the service acts for",
        ContextKeyOrigin.RequestTags => "from the tags passed",
        ContextKeyOrigin.ResourceOwner => "from the owner of the resource",
        ContextKeyOrigin.ResourceTags => "from the tags of the resource",
        ContextKeyOrigin.AccessPoint => "from the access point",
        ContextKeyOrigin.Organization => "from the organization",
        ContextKeyOrigin.CalledVia => "from aws:CalledVia",
        _ => "from the time of the request",
    };

    private void AppendExcerpts(SourceText source, IEnumerable<ElementExplanation> elements, string resource)
    {
        (SourceExcerpt Excerpt, string Label)[] excerpts = [.. elements.OrderBy(static element => element.Span.Start).Select(element => (new SourceExcerpt(source, element.Span), ElementText.Describe(element, _explanation.Request, resource)))];
        int margin = excerpts.Length == 0 ? 0 : excerpts.Max(static entry => entry.Excerpt.LineNumber.Length);
        foreach ((SourceExcerpt excerpt, string label) in excerpts)
        {
            Line($"    {_style.Faint(excerpt.LineNumber.PadLeft(margin) + " |")} {excerpt.Text}");
            Line($"    {_style.Faint(new string(' ', margin) + " |")} {excerpt.Indent}{_style.Doubtful(excerpt.Carets)} {label}");
        }
    }

    private void Line(string line) => _builder.Append(line).Append('\n');
}
