namespace IamSim.Identifiers;

/// <summary>The parts of an ARN that is a span: what <see cref="Arn"/> is for a string.</summary>
internal readonly ref struct ArnParts
{
    private ArnParts(ReadOnlySpan<char> text, scoped ReadOnlySpan<int> starts)
    {
        Service = text[starts[2]..(starts[3] - 1)];
        AccountId = text[starts[4]..(starts[5] - 1)];
        Resource = text[starts[5]..];
    }

    public ReadOnlySpan<char> Service { get; }

    public ReadOnlySpan<char> AccountId { get; }

    public ReadOnlySpan<char> Resource { get; }

    public static bool TryParse(ReadOnlySpan<char> text, out ArnParts parts)
    {
        Span<int> starts = stackalloc int[Arn.Parts];
        bool valid = Arn.TrySplit(text, starts);
        parts = valid ? new ArnParts(text, starts) : default;
        return valid;
    }
}
