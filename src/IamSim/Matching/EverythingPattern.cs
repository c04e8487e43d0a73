namespace IamSim.Matching;

/// <summary>Nothing but free stars: no step at all.</summary>
internal sealed class EverythingPattern : Pattern
{
    public override bool IsAllStars => true;

    public override bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null) => true;
}
