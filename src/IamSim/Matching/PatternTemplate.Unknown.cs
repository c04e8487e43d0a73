using System.Buffers;

namespace IamSim.Matching;

/// <content>What a template could cover, whatever its unknown variables stand for. Too much rather than too little; no hot path.</content>
internal sealed partial class PatternTemplate
{
    /// <summary>Takes every unknown variable for a star. As its value may hold colons, no wildcard of the pattern is bound to a part any more.</summary>
    private bool CouldMatch(ReadOnlySpan<char> text, IVariableSource source)
    {
        int[] symbols = ArrayPool<int>.Shared.Rent(MeasureKnown(source));
        int count = 0;
        bool resolved = true;
        foreach (TemplatePart part in _parts)
        {
            if (part.Variable is not { } variable)
            {
                count = PatternSymbol.Append(part.Text, _wildcards && !part.IsEscaped, symbols, count);
            }
            else if (source.IsUnknownVariable(variable.Key))
            {
                symbols[count++] = PatternSymbol.Star;
            }
            else
            {
                resolved &= variable.TryResolve(source, out ReadOnlySpan<char> value);
                count = PatternSymbol.Append(value, wildcards: false, symbols, count);
            }
        }

        bool matched = resolved && Match(symbols.AsSpan(0, count), PatternMode.Text, text);
        ArrayPool<int>.Shared.Return(symbols);
        return matched;
    }

    private int MeasureKnown(IVariableSource source)
    {
        int length = 0;
        foreach (TemplatePart part in _parts)
        {
            ReadOnlySpan<char> text = part.Text;
            length += part.Variable is { } variable ? variable.TryResolve(source, out text) ? text.Length : 1 : text.Length;
        }

        return length;
    }

    /// <summary>Whether a text could end as the template does behind its last unknown variable.</summary>
    private bool CouldEndWith(ReadOnlySpan<char> text, bool ignoreCase, IVariableSource source)
    {
        bool open = false;
        for (int i = _parts.Length - 1; i >= 0; i--)
        {
            ReadOnlySpan<char> expected = _parts[i].Text;
            if (_parts[i].Variable is { } variable && !variable.TryResolve(source, out expected))
            {
                // VAR-6: a variable that is known to have no value covers nothing.
                if (!source.IsUnknownVariable(variable.Key))
                {
                    return false;
                }

                open = true;
            }
            else if (!open)
            {
                if (text.Length < expected.Length || !TextComparison.Equals(text[^expected.Length..], expected, ignoreCase))
                {
                    return false;
                }

                text = text[..^expected.Length];
            }
        }

        return true;
    }
}
