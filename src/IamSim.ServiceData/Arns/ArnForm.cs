namespace IamSim.ServiceData.Arns;

/// <summary>A form of ARNs as AWS writes it, with placeholders, as an automaton over characters. Immutable.</summary>
internal sealed class ArnForm
{
    private const int PartsBeforeResource = 5;

    // More than the form of any real ARN has.
    private const int SmallBuffer = 256;

    private readonly ArnSymbol[] _symbols;

    // How the last part begins, in full characters; null where the last part can hold colons, so that nobody knows where it begins.
    private readonly string? _start;

    /// <param name="service">The service whose resource type has the form.</param>
    /// <param name="text">The form, such as <c>arn:${Partition}:s3:::${BucketName}</c>.</param>
    public ArnForm(string service, string text)
    {
        var symbols = new List<ArnSymbol>(text.Length);
        int colons = 0;
        for (int i = 0; i < text.Length;)
        {
            if (TryReadPlaceholder(text.AsSpan(i), out int length))
            {
                ReadOnlySpan<char> name = text.AsSpan(i, length).Trim("${}");
                ArnReach reach = colons < PartsBeforeResource ? ArnReach.Path : PlaceholderReach.Of(service, name);
                if (colons >= PartsBeforeResource || !CanBeEmpty(service, text, name))
                {
                    symbols.Add(ArnSymbol.OneOf(reach));
                }

                symbols.Add(ArnSymbol.AnyOf(reach));
                i += length;
                continue;
            }

            char c = text[i++];
            colons += c == ':' ? 1 : 0;
            // Where AWS writes a star a part can also be empty, as the region of arn:aws:braket:::device/… is.
            symbols.Add(c == '*' ? ArnSymbol.AnyOf(colons < PartsBeforeResource ? ArnReach.Path : ArnReach.Free) : ArnSymbol.Literal(c));
        }

        _symbols = [.. symbols];
        _start = StartOf(text, _symbols);
    }

    /// <summary>Whether an ARN exists that has the form and that the resource of a policy covers. In time proportional to the product of their lengths at worst.</summary>
    public bool Meets(PolicyResource resource)
    {
        // A shortcut that most pairs take; what follows alone decides the rest.
        if (_start is not null && resource.Start is { } start && !_start.AsSpan(0, Math.Min(_start.Length, start.Length)).SequenceEqual(start.AsSpan(0, Math.Min(_start.Length, start.Length))))
        {
            return false;
        }

        int states = _symbols.Length + 1;
        Span<bool> active = states <= SmallBuffer ? stackalloc bool[SmallBuffer] : new bool[states];
        Span<bool> next = states <= SmallBuffer ? stackalloc bool[SmallBuffer] : new bool[states];
        active = active[..states];
        next = next[..states];
        Enter(active, 0);
        int first = 0;
        foreach (ArnSymbol symbol in resource.Symbols)
        {
            if (symbol.IsLoop)
            {
                Spread(active, symbol, first);
                continue;
            }

            next[first..].Clear();
            if (!Step(active, next, symbol, ref first))
            {
                return false;
            }

            Span<bool> free = active;
            active = next;
            next = free;
        }

        return active[^1] || (resource.HasOpenEnd && CanGoOn(active));
    }

    // What belongs to AWS, such as its documents of Systems Manager, has no account; nothing that S3 names with an account does.
    // The objects of an access point for several Regions have no Region.
    private static bool CanBeEmpty(string service, string text, ReadOnlySpan<char> name) =>
        service is "s3" ? name is "Region" && text.EndsWith(":accesspoint/${AccessPointName}/object/${ObjectName}", StringComparison.Ordinal) : name is "Account";

    // With exactly five colons the last part of both begins behind the fifth, however far a star reaches.
    private static string? StartOf(string text, ArnSymbol[] symbols)
    {
        int colons = symbols.Count(static symbol => symbol.IsLiteral(':'));
        string[] parts = text.Split(':', PartsBeforeResource + 1);
        if (colons != PartsBeforeResource || symbols.Any(static symbol => symbol.MayBeColon) || parts.Length <= PartsBeforeResource)
        {
            return null;
        }

        int open = parts[^1].AsSpan().IndexOfAny('$', '{', '*');
        return open < 0 ? parts[^1] : parts[^1][..open];
    }

    private static bool TryReadPlaceholder(ReadOnlySpan<char> text, out int length)
    {
        length = 0;
        if (!text.StartsWith("${") && text[0] != '{')
        {
            return false;
        }

        length = text.IndexOf('}') + 1;
        return length > 0;
    }

    // A wildcard that takes any number of characters takes as many as the form wants.
    private void Spread(Span<bool> active, ArnSymbol symbol, int first)
    {
        for (int state = first; state < _symbols.Length; state++)
        {
            if (active[state] && !_symbols[state].IsLoop && _symbols[state].Meets(symbol))
            {
                Enter(active, state + 1);
            }
        }
    }

    private bool Step(ReadOnlySpan<bool> active, Span<bool> next, ArnSymbol symbol, ref int first)
    {
        int least = -1;
        for (int state = first; state < _symbols.Length; state++)
        {
            if (active[state] && _symbols[state].Meets(symbol))
            {
                int entered = _symbols[state].IsLoop ? state : state + 1;
                Enter(next, entered);
                least = least < 0 ? entered : least;
            }
        }

        first = least;
        return least >= 0;
    }

    // What takes any number of characters can be passed at once.
    private void Enter(Span<bool> states, int state)
    {
        states[state] = true;
        while (state < _symbols.Length && _symbols[state].IsLoop)
        {
            states[++state] = true;
        }
    }

    // A resource of fewer than six parts covers whatever has more of them (GRAM-55).
    private bool CanGoOn(ReadOnlySpan<bool> active)
    {
        for (int state = 0; state < _symbols.Length; state++)
        {
            if (active[state] && _symbols[state].IsLiteral(':'))
            {
                return true;
            }
        }

        return false;
    }
}
