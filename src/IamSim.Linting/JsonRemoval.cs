using System.Collections.Immutable;
using IamSim.Diagnostics;

namespace IamSim.Linting;

/// <summary>Takes entries out of a JSON array, or members out of an object, with the commas that go with them, so that what is left is JSON.</summary>
internal static class JsonRemoval
{
    /// <summary>The edits that remove some of the entries of a list.</summary>
    /// <param name="entries">The places of all entries, or of all members from name to value, in order.</param>
    /// <param name="isRemoved">Which of them go, by index; one at least stays.</param>
    public static ImmutableArray<TextEdit> OfEntries(IReadOnlyList<SourceSpan> entries, Func<int, bool> isRemoved)
    {
        var edits = ImmutableArray.CreateBuilder<TextEdit>();
        for (int first = 0; first < entries.Count;)
        {
            int end = first;
            while (end < entries.Count && isRemoved(end))
            {
                end++;
            }

            if (end > first)
            {
                // Behind an entry that stays, the comma in front goes; at the head of the list, the one behind.
                (int from, int to) = first > 0 ? (entries[first - 1].End, entries[end - 1].End) : (entries[0].Start, end < entries.Count ? entries[end].Start : entries[^1].End);
                edits.Add(new TextEdit(new SourceSpan(from, to - from), ""));
            }

            first = end + 1;
        }

        return edits.ToImmutable();
    }

    /// <summary>The edit that removes the member with a value from its object, whether or not it has neighbors.</summary>
    /// <param name="text">JSON.</param>
    /// <param name="value">The place of the value of a member whose name has no quote in it.</param>
    public static TextEdit OfMember(string text, SourceSpan value)
    {
        int quote = text.LastIndexOf('"', text.LastIndexOf(':', value.Start - 1));
        int start = text.LastIndexOf('"', quote - 1);
        int next = SkipForward(text, value.End);
        if (next < text.Length && text[next] == ',')
        {
            int following = SkipForward(text, next + 1);
            return new TextEdit(new SourceSpan(start, following - start), "");
        }

        int previous = SkipBackward(text, start);
        int from = previous > 0 && text[previous - 1] == ',' ? SkipBackward(text, previous - 1) : start;
        return new TextEdit(new SourceSpan(from, value.End - from), "");
    }

    private static int SkipForward(string text, int index)
    {
        while (index < text.Length && IsWhitespace(text[index]))
        {
            index++;
        }

        return index;
    }

    private static int SkipBackward(string text, int index)
    {
        while (index > 0 && IsWhitespace(text[index - 1]))
        {
            index--;
        }

        return index;
    }

    private static bool IsWhitespace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
