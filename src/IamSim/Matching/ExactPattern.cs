namespace IamSim.Matching;

/// <summary>No wildcard: one comparison.</summary>
internal sealed class ExactPattern(string expected, bool openEnd) : Pattern
{
    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        steps?.AddSearch(1, expected.Length);
        return text.SequenceEqual(expected) || (openEnd && text.StartsWith(expected, StringComparison.Ordinal) && IsSegmentEnd(text, expected.Length));
    }

    /// <summary>Whether a place of an ARN is one of its first five colons.</summary>
    private static bool IsSegmentEnd(ReadOnlySpan<char> text, int index) =>
        index < text.Length && text[index] == ':' && text[..index].Count(':') < 5;
}
