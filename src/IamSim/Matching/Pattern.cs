using System.Runtime.CompilerServices;

namespace IamSim.Matching;

/// <summary>
/// A constant wildcard pattern, compiled once to the cheapest class that means the same. Immutable; matching allocates nothing and is linear in
/// the text: at most n·⌈m/64⌉ steps for n characters and a pattern of m, see <see cref="StepCounter"/>.
/// </summary>
internal abstract class Pattern
{
    // More than nearly every pattern has.
    private const int SmallBuffer = 256;

    private static readonly EverythingPattern Everything = new();

    /// <summary>Whether the pattern is nothing but stars, which alone covers actions without resources (GRAM-57).</summary>
    public virtual bool IsAllStars => false;

    /// <summary>Whether the pattern covers a whole text.</summary>
    /// <param name="text">The text; any UTF-16.</param>
    /// <param name="steps">Told what it cost; <c>null</c> but in tests.</param>
    public abstract bool IsMatch(ReadOnlySpan<char> text, StepCounter? steps = null);

    public static Pattern Compile(string pattern, PatternMode mode)
    {
        if (!pattern.AsSpan().ContainsAny('*', '?'))
        {
            return new ExactPattern(pattern, PatternSymbol.HasOpenEnd(pattern, mode));
        }

        if (pattern == "*" && mode != PatternMode.Arn)
        {
            return Everything;
        }

        return CompileFreeStars(pattern, mode) ?? CompileSymbols(pattern, mode);
    }

    // A buffer on the stack is cleared when a method begins: the usual pattern needs none.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Pattern CompileSymbols(string pattern, PatternMode mode)
    {
        Span<int> symbols = pattern.Length <= SmallBuffer ? stackalloc int[SmallBuffer] : new int[pattern.Length];
        return Compile(symbols[..PatternSymbol.Append(pattern, wildcards: true, symbols, 0)], mode);
    }

    public static Pattern Compile(ReadOnlySpan<int> symbols, PatternMode mode)
    {
        int first = symbols.IndexOfAny(PatternSymbol.Star, PatternSymbol.One);
        if (first < 0)
        {
            return new ExactPattern(PatternSymbol.ToText(symbols), PatternSymbol.HasOpenEnd(symbols, mode));
        }

        if (mode != PatternMode.Arn && !symbols.ContainsAnyExcept(PatternSymbol.Star))
        {
            return Everything;
        }

        if (HasFreeStarsOnly(symbols, mode))
        {
            return CompileStars(symbols, first);
        }

        return FieldsPattern.Covers(symbols, first, mode) ? new FieldsPattern(symbols, first) : new AutomatonPattern(symbols, mode);
    }

    /// <summary>Whether every wildcard is a star that passes whatever it likes, so that only the texts between them matter, in their order.</summary>
    private static bool HasFreeStarsOnly(ReadOnlySpan<int> symbols, PatternMode mode)
    {
        int colons = 0;
        for (int i = 0; i < symbols.Length; i++)
        {
            colons += symbols[i] == ':' ? 1 : 0;
            bool free = symbols[i] switch
            {
                PatternSymbol.One => false,
                PatternSymbol.Star => mode == PatternMode.Text || colons >= 5 || (mode == PatternMode.Resource && PatternSymbol.EndsSegment(symbols, i)),
                // Half a surrogate pair is not found inside a whole one, which a search for characters would do.
                int symbol => !PatternSymbol.IsLoneSurrogate(symbol),
            };
            if (!free)
            {
                return false;
            }
        }

        // Behind a last star nothing is left that an open end could spare.
        return symbols[^1] == PatternSymbol.Star || !PatternSymbol.HasOpenEnd(symbols, mode);
    }

    /// <summary>The same of a pattern with a wildcard, straight from its characters, for one of plain characters that has free stars only; otherwise <c>null</c>.</summary>
    private static Pattern? CompileFreeStars(string pattern, PatternMode mode)
    {
        int colons = 0;
        int stars = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case ':':
                    colons++;
                    break;
                case '*':
                    stars++;
                    if (mode != PatternMode.Text && colons < 5 && !(mode == PatternMode.Resource && (i + 1 == pattern.Length || pattern[i + 1] == ':')))
                    {
                        return null;
                    }

                    break;
                case '?' or (>= '\ud800' and <= '\udfff'):
                    return null;
            }
        }

        bool isOpen = mode is PatternMode.Resource or PatternMode.ResourceWithinSegments && colons < 5 && pattern[^1] != '*';
        return isOpen || stars == pattern.Length ? null
            : stars == 1 ? new OneStarPattern(pattern, pattern.IndexOf('*', StringComparison.Ordinal))
            : CutAtStars(pattern);
    }

    private static Pattern CutAtStars(string pattern)
    {
        ReadOnlySpan<char> text = pattern;
        int first = text.IndexOf('*');
        int last = text.LastIndexOf('*');
        var between = new List<string>(4);
        for (int i = first + 1; i < last; i++)
        {
            int length = text[i..].IndexOf('*');
            if (length > 0)
            {
                between.Add(length == 1 && text[i] == ':' ? ":" : text.Slice(i, length).ToString());
            }

            i += length;
        }

        return between.Count == 0 ? new OneStarPattern(text[..first].ToString(), text[(last + 1)..].ToString()) : new ManyStarsPattern(text[..first].ToString(), [.. between], text[(last + 1)..].ToString());
    }

    private static Pattern CompileStars(ReadOnlySpan<int> symbols, int first)
    {
        int last = symbols.LastIndexOf(PatternSymbol.Star);
        string prefix = PatternSymbol.ToText(symbols[..first]);
        string suffix = PatternSymbol.ToText(symbols[(last + 1)..]);
        var between = new List<string>();
        for (int i = first + 1; i < last; i++)
        {
            int length = symbols[i..].IndexOf(PatternSymbol.Star);
            if (length > 0)
            {
                between.Add(PatternSymbol.ToText(symbols.Slice(i, length)));
            }

            i += length;
        }

        return between.Count == 0 ? new OneStarPattern(prefix, suffix) : new ManyStarsPattern(prefix, [.. between], suffix);
    }
}
