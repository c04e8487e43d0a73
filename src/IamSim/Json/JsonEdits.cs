using System.Text.Json;
using IamSim.Diagnostics;

namespace IamSim.Json;

/// <summary>Edits of a JSON text that leave it JSON.</summary>
internal static class JsonEdits
{
    /// <summary>A text as a JSON string, with its quotes.</summary>
    public static string Literal(string text) => $"\"{JsonEncodedText.Encode(text, PrintableText.JsonEncoder)}\"";

    /// <summary>Removes an entry of an array or a member of an object, with the comma that it no longer needs.</summary>
    /// <param name="source">The text.</param>
    /// <param name="item">The whole entry or member: of a member from its name on.</param>
    public static TextEdit Remove(SourceText source, SourceSpan item)
    {
        string text = source.Text;
        int before = SkipBack(text, item.Start);
        if (before > 0 && text[before - 1] == ',')
        {
            return new TextEdit(new SourceSpan(before - 1, item.End - before + 1), "");
        }

        int behind = Skip(text, item.End);
        // What stands first leaves its place to the second.
        int end = behind < text.Length && text[behind] == ',' ? Skip(text, behind + 1) : item.End;
        return new TextEdit(new SourceSpan(item.Start, end - item.Start), "");
    }

    /// <summary>A member of an object: from its name to the end of its value.</summary>
    /// <param name="source">The text.</param>
    /// <param name="value">The place of the value of a member whose name holds no quote.</param>
    public static SourceSpan Member(SourceText source, SourceSpan value)
    {
        string text = source.Text;
        int colon = SkipBack(text, value.Start) - 1;
        int close = SkipBack(text, colon) - 1;
        int open = text.LastIndexOf('"', close - 1);
        return new SourceSpan(open, value.End - open);
    }

    /// <summary>Puts a member in front of all others of an object that has some.</summary>
    /// <param name="source">The text.</param>
    /// <param name="start">The place of the opening brace.</param>
    /// <param name="name">The name.</param>
    /// <param name="value">The value, a plain text.</param>
    public static TextEdit? InsertFirst(SourceText source, int start, string name, string value)
    {
        int first = Skip(source.Text, start + 1);
        if (first >= source.Text.Length || source.Text[first] != '"')
        {
            return null;
        }

        string space = source.Text[(start + 1)..first];
        string colon = space.Length == 0 ? ":" : ": ";
        return new TextEdit(new SourceSpan(first, 0), $"{Literal(name)}{colon}{Literal(value)},{space}");
    }

    private static int Skip(string text, int index)
    {
        while (index < text.Length && IsWhitespace(text[index]))
        {
            index++;
        }

        return index;
    }

    private static int SkipBack(string text, int index)
    {
        while (index > 0 && IsWhitespace(text[index - 1]))
        {
            index--;
        }

        return index;
    }

    private static bool IsWhitespace(char c) => c is ' ' or '\t' or '\r' or '\n';
}
