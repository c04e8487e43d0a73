namespace IamSim.Matching;

/// <summary>One free star: two comparisons.</summary>
internal sealed class OneStarPattern : Pattern
{
    // The usual pattern is looked at where it stands in the policy's text, which is in memory anyway.
    private readonly string _text;
    private readonly int _star;

    /// <param name="text">The pattern.</param>
    /// <param name="star">The place of its only wildcard.</param>
    public OneStarPattern(string text, int star)
    {
        _text = text;
        _star = star;
    }

    public OneStarPattern(string prefix, string suffix)
        : this($"{prefix}*{suffix}", prefix.Length)
    {
    }

    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        ReadOnlySpan<char> prefix = _text.AsSpan(0, _star);
        ReadOnlySpan<char> suffix = _text.AsSpan(_star + 1);
        steps?.AddSearch(1, prefix.Length + suffix.Length);
        return text.Length >= prefix.Length + suffix.Length
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text.EndsWith(suffix, StringComparison.Ordinal);
    }
}
