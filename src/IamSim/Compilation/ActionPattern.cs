using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.Compilation;

/// <summary>How much of an action's name an entry of Action or NotAction fixes, which decides how the index finds it.</summary>
internal enum ActionPatternForm : byte
{
    /// <summary>The whole name.</summary>
    Exact,

    /// <summary>The service and the beginning of the name: <c>s3:Get*</c>, <c>s3:*</c>.</summary>
    Prefix,

    /// <summary>Nothing: <c>*</c>.</summary>
    Everything,

    /// <summary>Anything else, such as <c>*:Get*</c> and <c>s3:*Object</c>.</summary>
    General,
}

/// <summary>One entry of Action or NotAction, in lower case (GRAM-40, GRAM-41).</summary>
internal readonly struct ActionPattern
{
    private readonly Pattern? _general;

    private ActionPattern(ActionPatternForm form, string text, Pattern? general)
    {
        Form = form;
        Text = text;
        Hash = ActionHash.Of(text);
        _general = general;
    }

    public ActionPatternForm Form { get; }

    /// <summary>The service prefix, where the entry fixes it; otherwise <c>null</c>.</summary>
    public string? Service
    {
        get
        {
            int colon = Text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 || Text.AsSpan(0, colon).ContainsAny('*', '?') ? null : Text[..colon];
        }
    }

    /// <summary>The name, the part of it in front of the star, or the pattern.</summary>
    public string Text { get; }

    /// <summary>The <see cref="ActionHash"/> of the text.</summary>
    public ulong Hash { get; }

    public static ActionPattern Compile(string entry)
    {
        string text = AsciiFold.ToLower(entry);
        int wildcard = text.AsSpan().IndexOfAny('*', '?');
        return wildcard < 0 ? new ActionPattern(ActionPatternForm.Exact, text, null)
            : text == "*" ? new ActionPattern(ActionPatternForm.Everything, text, null)
            : wildcard == text.Length - 1 && text[wildcard] == '*' && text.Contains(':', StringComparison.Ordinal) ? new ActionPattern(ActionPatternForm.Prefix, text[..wildcard], null)
            : new ActionPattern(ActionPatternForm.General, text, Pattern.Compile(text, PatternMode.Text));
    }

    public bool IsMatch(ReadOnlySpan<char> foldedAction) => Form switch
    {
        ActionPatternForm.Exact => foldedAction.SequenceEqual(Text),
        ActionPatternForm.Prefix => foldedAction.StartsWith(Text, StringComparison.Ordinal),
        ActionPatternForm.Everything => true,
        _ => _general!.IsMatch(foldedAction),
    };
}
