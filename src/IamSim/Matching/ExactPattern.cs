namespace IamSim.Matching;

/// <summary>No wildcard: one comparison.</summary>
internal sealed class ExactPattern(string expected, bool openEnd) : Pattern
{
    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        steps?.AddSearch(1, expected.Length);
        // What has an open end has fewer than five colons itself, and a text that begins with it and is not it is longer.
        return text.SequenceEqual(expected) || (openEnd && text.StartsWith(expected, StringComparison.Ordinal) && text[expected.Length] == ':');
    }
}
