using System.Buffers;
using System.Runtime.CompilerServices;

namespace IamSim.Matching;

/// <summary>
/// A template whose wildcards are all free stars, cut at them. Its pieces are found like those of <see cref="ManyStarsPattern"/>, and cost the same;
/// a piece of several parts that stands between stars is put together first.
/// </summary>
internal sealed class TemplatePieces
{
    private const int SmallBuffer = 256;

    private readonly TemplatePart[][] _pieces;

    private TemplatePieces(TemplatePart[][] pieces) => _pieces = pieces;

    /// <summary>Cuts a template; <c>null</c> when it has other wildcards, or may end before the text does.</summary>
    public static TemplatePieces? TryCut(TemplatePart[] parts, PatternMode mode)
    {
        var pieces = new List<TemplatePart[]>();
        var piece = new List<TemplatePart>();
        int colons = 0;
        foreach (TemplatePart part in parts)
        {
            if (part.Variable is not null || part.IsEscaped)
            {
                piece.Add(part);
                continue;
            }

            if (part.Text.Contains('?', StringComparison.Ordinal) || HasLoneSurrogate(part.Text))
            {
                return null;
            }

            string[] texts = part.Text.Split('*');
            for (int i = 0; i < texts.Length; i++)
            {
                bool isFree = mode == PatternMode.Text || colons >= 5 || (mode == PatternMode.Resource && texts[i].StartsWith(':'));
                if (i > 0 && !isFree)
                {
                    return null;
                }

                // Between two stars without anything between them there is nothing to find.
                if (i > 0 && (piece.Count > 0 || pieces.Count == 0))
                {
                    pieces.Add([.. piece]);
                    piece.Clear();
                }

                if (texts[i].Length > 0)
                {
                    piece.Add(new TemplatePart(texts[i], null, IsEscaped: true));
                }

                colons += texts[i].AsSpan().Count(':');
            }
        }

        pieces.Add([.. piece]);
        return mode == PatternMode.Text || colons >= 5 ? new TemplatePieces([.. pieces]) : null;
    }

    public bool IsMatch(ReadOnlySpan<char> text, scoped in FilledIn values, StepCounter? steps)
    {
        if (!TrySkip(_pieces[0], ref text, in values, steps))
        {
            return false;
        }

        if (_pieces.Length == 1)
        {
            return text.IsEmpty;
        }

        TemplatePart[] tail = _pieces[^1];
        int length = Measure(tail, in values);
        if (text.Length < length)
        {
            return false;
        }

        ReadOnlySpan<char> end = text[^length..];
        return TrySkip(tail, ref end, in values, steps) && (_pieces.Length == 2 || FindBetween(text[..^length], in values, steps));
    }

    private bool FindBetween(ReadOnlySpan<char> text, scoped in FilledIn values, StepCounter? steps)
    {
        for (int i = 1; i < _pieces.Length - 1; i++)
        {
            int end = _pieces[i] is [var only] ? EndOf(values[only], text, steps) : EndOfJoined(_pieces[i], text, in values, steps);
            if (end < 0)
            {
                return false;
            }

            text = text[end..];
        }

        return true;
    }

    /// <summary>The end of the first place of a text in another; negative when there is none.</summary>
    private static int EndOf(ReadOnlySpan<char> part, ReadOnlySpan<char> text, StepCounter? steps)
    {
        int index = text.IndexOf(part);
        int end = index < 0 ? -1 : index + part.Length;
        steps?.AddSearch(end < 0 ? text.Length : end, part.Length);
        return end;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int EndOfJoined(TemplatePart[] piece, ReadOnlySpan<char> text, scoped in FilledIn values, StepCounter? steps)
    {
        int length = Measure(piece, in values);
        if (length > text.Length)
        {
            return -1;
        }

        char[]? rented = length > SmallBuffer ? ArrayPool<char>.Shared.Rent(length) : null;
        Span<char> joined = (rented ?? stackalloc char[SmallBuffer])[..length];
        int count = 0;
        foreach (ref readonly TemplatePart part in piece.AsSpan())
        {
            ReadOnlySpan<char> value = values[in part];
            value.CopyTo(joined[count..]);
            count += value.Length;
        }

        int end = EndOf(joined, text, steps);
        if (rented is not null)
        {
            ArrayPool<char>.Shared.Return(rented);
        }

        return end;
    }

    private static bool TrySkip(TemplatePart[] piece, ref ReadOnlySpan<char> text, scoped in FilledIn values, StepCounter? steps)
    {
        foreach (ref readonly TemplatePart part in piece.AsSpan())
        {
            ReadOnlySpan<char> value = values[in part];
            steps?.AddSearch(1, value.Length);
            if (!text.StartsWith(value, StringComparison.Ordinal))
            {
                return false;
            }

            text = text[value.Length..];
        }

        return true;
    }

    private static int Measure(TemplatePart[] piece, scoped in FilledIn values)
    {
        int length = 0;
        foreach (ref readonly TemplatePart part in piece.AsSpan())
        {
            length += values[in part].Length;
        }

        return length;
    }

    // Half a surrogate pair is not found inside a whole one, which a search for characters would do.
    private static bool HasLoneSurrogate(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            if (PatternSymbol.IsLoneSurrogate(PatternSymbol.Decode(text, ref i)))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>The values of a template's variables during one match; a lone variable, which is the usual case, is not asked for again.</summary>
internal readonly ref struct FilledIn(IVariableSource source, ReadOnlySpan<char> last, int variables)
{
    private readonly ReadOnlySpan<char> _last = last;

    public ReadOnlySpan<char> this[in TemplatePart part]
    {
        get
        {
            if (part.Variable is not { } variable)
            {
                return part.Text;
            }

            if (variables == 1)
            {
                return _last;
            }

            variable.TryResolve(source, out ReadOnlySpan<char> value);
            return value;
        }
    }
}
