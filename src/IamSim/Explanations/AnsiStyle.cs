namespace IamSim.Explanations;

/// <summary>Colors of a terminal, or none.</summary>
/// <param name="color">Whether to color.</param>
internal readonly struct AnsiStyle(bool color)
{
    public string Good(string text) => Wrap(text, "32");

    public string Bad(string text) => Wrap(text, "31");

    public string Doubtful(string text) => Wrap(text, "33");

    public string Faint(string text) => Wrap(text, "2");

    public string Decided(string text, DecisionKind kind) => kind switch
    {
        DecisionKind.Allowed => Good(text),
        DecisionKind.ExplicitDeny => Bad(text),
        _ => Doubtful(text),
    };

    private string Wrap(string text, string code) => color ? $"\u001b[{code}m{text}\u001b[0m" : text;
}
