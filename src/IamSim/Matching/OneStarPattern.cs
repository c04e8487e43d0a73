namespace IamSim.Matching;

/// <summary>One free star: two comparisons.</summary>
internal sealed class OneStarPattern(string prefix, string suffix) : Pattern
{
    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        steps?.AddSearch(1, prefix.Length + suffix.Length);
        return text.Length >= prefix.Length + suffix.Length
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text.EndsWith(suffix, StringComparison.Ordinal);
    }
}
