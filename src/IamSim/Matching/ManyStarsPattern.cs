namespace IamSim.Matching;

/// <summary>
/// Several free stars. Taking the first place of every text between them leaves the most for the rest, so nothing is searched twice: a place
/// costs the comparison of at most one of the texts.
/// </summary>
internal sealed class ManyStarsPattern(string prefix, string[] between, string suffix) : Pattern
{
    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null)
    {
        steps?.AddSearch(1, prefix.Length + suffix.Length);
        if (text.Length < prefix.Length + suffix.Length || !text.StartsWith(prefix, StringComparison.Ordinal) || !text.EndsWith(suffix, StringComparison.Ordinal))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text[prefix.Length..^suffix.Length];
        foreach (string part in between)
        {
            int index = rest.IndexOf(part);
            steps?.AddSearch(index < 0 ? rest.Length : index + part.Length, part.Length);
            if (index < 0)
            {
                return false;
            }

            rest = rest[(index + part.Length)..];
        }

        return true;
    }
}
