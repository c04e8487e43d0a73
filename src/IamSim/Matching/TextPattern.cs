using IamSim.Identifiers;

namespace IamSim.Matching;

/// <summary>One pattern of a policy, with or without variables.</summary>
internal sealed class TextPattern
{
    private static readonly TextPattern Everything = new("*", Pattern.Compile("*", PatternMode.Text), null);
    private static readonly TextPattern EverythingWithVariables = new("*", Pattern.Compile("*", PatternMode.Text), null) { ReplacesVariables = true };

    private readonly Pattern? _constant;
    private readonly PatternTemplate? _template;

    private TextPattern(string text, Pattern? constant, PatternTemplate? template)
    {
        Text = text;
        _constant = constant;
        _template = template;
    }

    /// <summary>The pattern as written.</summary>
    public string Text { get; }

    /// <summary>The keys of its variables, in order.</summary>
    public ContextKey[] Variables => _template?.Variables ?? [];

    public bool IsAllStars => _constant is { IsAllStars: true };

    public bool HasVariables => _template is not null;

    /// <summary>Whether variables and escapes of the text are read; otherwise <c>${…}</c> is ordinary text.</summary>
    public bool ReplacesVariables { get; private init; }

    public static TextPattern Compile(string text, PatternMode mode, bool variables, Action<string>? report)
    {
        if (text == "*" && mode != PatternMode.Arn)
        {
            return variables ? EverythingWithVariables : Everything;
        }

        if (!variables || !text.Contains("${", StringComparison.Ordinal))
        {
            return new TextPattern(text, Pattern.Compile(text, mode), null) { ReplacesVariables = variables };
        }

        var template = new PatternTemplate(VariableSyntax.Split(text, report), mode, wildcards: true);
        return template.Variables.Length > 0
            ? new TextPattern(text, null, template) { ReplacesVariables = true }
            : new TextPattern(text, Pattern.Compile(template.ToSymbols(), mode), null) { ReplacesVariables = true };
    }

    public bool IsMatch(ReadOnlySpan<char> text, IVariableSource source) =>
        _constant is not null ? _constant.IsMatch(text) : _template!.IsMatch(text, source);
}
