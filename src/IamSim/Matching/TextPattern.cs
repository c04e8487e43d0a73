namespace IamSim.Matching;

/// <summary>One pattern of a policy, with or without variables.</summary>
internal sealed class TextPattern
{
    private readonly Pattern? _constant;
    private readonly PatternTemplate? _template;

    private TextPattern(Pattern? constant, PatternTemplate? template)
    {
        _constant = constant;
        _template = template;
    }

    public bool IsAllStars => _constant is { IsAllStars: true };

    public bool HasVariables => _template is not null;

    public static TextPattern Compile(string text, PatternMode mode, bool variables, Action<string>? report)
    {
        if (!variables || !text.Contains("${", StringComparison.Ordinal))
        {
            return new TextPattern(Pattern.Compile(text, mode), null);
        }

        var template = new PatternTemplate(VariableSyntax.Split(text, report), mode, wildcards: true);
        return template.HasVariables ? new TextPattern(null, template) : new TextPattern(new Pattern(template.ToSymbols(), mode), null);
    }

    public bool IsMatch(ReadOnlySpan<char> text, IVariableSource source) =>
        _constant is not null ? _constant.IsMatch(text) : _template!.IsMatch(text, source);
}
