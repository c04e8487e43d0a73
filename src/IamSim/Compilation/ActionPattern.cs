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

/// <summary>One entry of Action or NotAction, compared without case (GRAM-40, GRAM-41).</summary>
internal readonly struct ActionPattern
{
    // A text, or a pattern that has one.
    private readonly object _text;

    private ActionPattern(ActionPatternForm form, object content, ReadOnlySpan<char> text)
    {
        Form = form;
        _text = content;
        Hash = ActionHash.Of(text);
    }

    public ActionPatternForm Form { get; }

    /// <summary>The service prefix, folded, where the entry fixes it; otherwise <c>null</c>.</summary>
    public string? Service
    {
        get
        {
            string text = Text;
            int colon = text.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 || text.AsSpan(0, colon).ContainsAny('*', '?') ? null : text[..colon];
        }
    }

    /// <summary>The name, the part of it in front of the star, or the pattern; folded. For an exact name that is work: see <see cref="Written"/>.</summary>
    public string Text => _text is GeneralAction general ? general.Text : AsciiFold.ToLower((string)_text);

    /// <summary>The same where an exact name is as the policy writes it, which nobody needs twice in memory.</summary>
    public string Written => _text is GeneralAction general ? general.Text : (string)_text;

    /// <summary>The <see cref="ActionHash"/> of the text.</summary>
    public ulong Hash { get; }

    public static ActionPattern Compile(string entry)
    {
        int wildcard = entry.AsSpan().IndexOfAny('*', '?');
        if (wildcard < 0)
        {
            return new ActionPattern(ActionPatternForm.Exact, entry, entry);
        }

        if (entry == "*")
        {
            return new ActionPattern(ActionPatternForm.Everything, entry, entry);
        }

        if (wildcard == entry.Length - 1 && entry[wildcard] == '*' && entry.Contains(':', StringComparison.Ordinal))
        {
            string prefix = AsciiFold.ToLower(entry.AsSpan(0, wildcard));
            return new ActionPattern(ActionPatternForm.Prefix, prefix, prefix);
        }

        string text = AsciiFold.ToLower(entry);
        return new ActionPattern(ActionPatternForm.General, new GeneralAction(text, Pattern.Compile(text, PatternMode.Text)), text);
    }

    public bool IsMatch(ReadOnlySpan<char> foldedAction) => Form switch
    {
        ActionPatternForm.Exact => AsciiFold.Equals(foldedAction, (string)_text),
        ActionPatternForm.Prefix => foldedAction.StartsWith((string)_text, StringComparison.Ordinal),
        ActionPatternForm.Everything => true,
        _ => ((GeneralAction)_text).Pattern.IsMatch(foldedAction),
    };

    private sealed record GeneralAction(string Text, Pattern Pattern);
}
