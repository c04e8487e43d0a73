using IamSim.Matching;

namespace IamSim.ServiceData.Arns;

/// <summary>What a policy writes as Resource, or one ARN, as steps over characters.</summary>
internal sealed class PolicyResource
{
    private const int Colons = 5;

    private PolicyResource(ArnSymbol[] symbols, bool hasOpenEnd, string? service)
    {
        Symbols = symbols;
        Start = StartOf(symbols);
        HasOpenEnd = hasOpenEnd;
        Service = service;
    }

    public ArnSymbol[] Symbols { get; }

    /// <summary>Whether it covers ARNs of more parts than it has (GRAM-55).</summary>
    public bool HasOpenEnd { get; }

    /// <summary>How the last part begins, in full characters; <c>null</c> where there are fewer than six parts.</summary>
    public string? Start { get; }

    /// <summary>The third part, where nothing in the first three can stand for several; otherwise <c>null</c>.</summary>
    public string? Service { get; }

    /// <summary>One ARN, in which every character stands for itself.</summary>
    public static PolicyResource Concrete(string arn) =>
        new([.. arn.Select(ArnSymbol.Literal)], hasOpenEnd: false, ServiceOf(arn));

    /// <summary>A pattern with wildcards and policy variables. A variable can have any value that is in its place in an ARN.</summary>
    public static PolicyResource Pattern(string text)
    {
        var symbols = new List<ArnSymbol>(text.Length);
        int colons = 0;
        for (int i = 0; i < text.Length;)
        {
            ArnReach bound = colons < Colons ? ArnReach.Path : ArnReach.Free;
            if (TryReadVariable(text.AsSpan(i), out int length))
            {
                // ${*}, ${?} and ${$} are the characters themselves.
                symbols.Add(length == 4 && text[i + 2] is '*' or '?' or '$' ? ArnSymbol.Literal(text[i + 2]) : ArnSymbol.AnyOf(bound));
                i += length;
                continue;
            }

            char c = text[i++];
            colons += c == ':' ? 1 : 0;
            bool endsPart = i == text.Length || text[i] == ':';
            symbols.Add(c switch
            {
                // GRAM-54: in front of the fifth colon only a star that ends its part passes colons.
                '*' => ArnSymbol.AnyOf(endsPart ? ArnReach.Free : bound),
                '?' => ArnSymbol.OneOf(bound),
                _ => ArnSymbol.Literal(c),
            });
        }

        return new PolicyResource([.. symbols], PatternSymbol.HasOpenEnd(text, PatternMode.Resource), ServiceOf(text));
    }

    private static string? StartOf(ReadOnlySpan<ArnSymbol> symbols)
    {
        int colons = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            colons += symbols[i].IsLiteral(':') ? 1 : 0;
            if (colons == Colons)
            {
                return LiteralsOf(symbols[(i + 1)..]);
            }
        }

        return null;
    }

    private static string LiteralsOf(ReadOnlySpan<ArnSymbol> symbols)
    {
        var text = new System.Text.StringBuilder();
        foreach (ArnSymbol symbol in symbols)
        {
            if (symbol.Character is not { } character)
            {
                break;
            }

            text.Append(character);
        }

        return text.ToString();
    }

    private static bool TryReadVariable(ReadOnlySpan<char> text, out int length)
    {
        length = text.StartsWith("${") ? text.IndexOf('}') + 1 : 0;
        return length > 0;
    }

    private static string? ServiceOf(string text)
    {
        int partition = text.IndexOf(':', StringComparison.Ordinal) + 1;
        int service = partition == 0 ? 0 : text.IndexOf(':', partition) + 1;
        int region = service == 0 ? 0 : text.IndexOf(':', service);
        return region > 0 && !text.AsSpan(0, region).ContainsAny('*', '?', '$') ? text[service..region] : null;
    }
}
