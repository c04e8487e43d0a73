using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Tests.Diagnostics;

/// <summary>Texts of other people: what is shown of them, where they are cut, and how edits leave JSON behind.</summary>
public sealed class TextTests
{
    private const string Turn = "\u202E";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = PrintableText.JsonEncoder };

    [Theory]
    [InlineData("a\u202Eb", "\"a\\u202Eb\"")]
    [InlineData("é…😀", "\"é…\\uD83D\\uDE00\"")]
    [InlineData("…\u200F", "\"…\\u200F\"")]
    [InlineData("\u061C", "\"\\u061C\"")]
    [InlineData("\n<&'+", "\"\\n<&'+\"")]
    [InlineData("\u2028", "\"\\u2028\"")]
    public void What_turns_the_direction_is_escaped_and_all_else_is_readable(string text, string expected)
    {
        Assert.Equal(expected, JsonSerializer.Serialize(text, Readable));
        Assert.Equal(expected, Encoding.UTF8.GetString(Utf8(text)));
        Assert.Equal(expected, JsonEdits.Literal(text));
        Assert.Equal(text, JsonSerializer.Deserialize<string>(expected));
    }

    [Fact]
    public void An_escape_that_does_not_fit_is_not_begun()
    {
        JavaScriptEncoder encoder = PrintableText.JsonEncoder;
        char[] room = new char[7];

        Assert.Equal(OperationStatus.DestinationTooSmall, encoder.Encode("x" + Turn, room.AsSpan(0, 6), out int consumed, out int written));
        Assert.Equal((1, 1), (consumed, written));
        Assert.Equal(OperationStatus.Done, encoder.Encode("x" + Turn, room, out consumed, out written));
        Assert.Equal((2, 7, "x\\u202E"), (consumed, written, new string(room)));
        Assert.InRange(encoder.MaxOutputCharactersPerInputCharacter, 6, 12);
        Assert.True(encoder.WillEncode(Turn[0]));
        Assert.False(encoder.WillEncode('…'));
        Assert.Equal([-1, -1, 1, 3, 0], new[] { "ab", "…", "a\n", "…\u202E", "\u202E" }.Select(text => encoder.FindFirstCharacterToEncodeUtf8(Encoding.UTF8.GetBytes(text))));
    }

    // Half characters do not survive in an attribute.
    [Fact]
    public void Half_characters_and_control_characters_are_replaced_one_for_one()
    {
        string[] texts = ["\ud800", "a\udc00b", "\ud83d\ude00", "\ud83dx\ude00", "\ude00\ud83d", "\t\u001b"];

        Assert.Equal(["\uFFFD", "a\uFFFDb", "\ud83d\ude00", "\uFFFDx\uFFFD", "\uFFFD\uFFFD", " \uFFFD"], texts.Select(PrintableText.Line));
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0 }, "the file is UTF-16, not UTF-8")]
    [InlineData(new byte[] { 0xFE, 0xFF, 0, 0x41 }, "the file is UTF-16, not UTF-8")]
    [InlineData(new byte[] { 0xFF, 0xFD }, "byte 0xFF is not valid UTF-8")]
    [InlineData(new byte[] { 0xFF }, "byte 0xFF is not valid UTF-8")]
    [InlineData(new byte[] { 0xFE }, "byte 0xFE is not valid UTF-8")]
    [InlineData(new byte[] { 0x41, 0xC3 }, "byte 0xC3 is not valid UTF-8")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, 0x41 }, null)]
    public void What_is_not_UTF8_is_said_as_what_it_is(byte[] bytes, string? message)
    {
        SourceText source = SourceText.FromUtf8(bytes, null, 1, out Diagnostic? fault);

        Assert.Equal(message, fault?.Message);
        Assert.Equal(message is null ? "<text>, 1 characters" : $"<text>, {source.Text.Length} characters", source.ToString());
        Assert.Equal("p.json, 2 characters", new SourceText("{}", "p.json").ToString());
    }

    [Fact]
    public void Columns_count_whole_characters_and_each_half_that_stands_alone()
    {
        (string Text, int Offset)[] places = [("\ud83d\ude00x", 2), ("\ude00\ud83dx", 2), ("\ude00\ude00x", 2), ("a\ude00\ud83d", 2)];

        Assert.Equal([2, 3, 3, 3], places.Select(static place => new SourceText(place.Text).GetPosition(place.Offset).Column));
    }

    /// <summary>A long line is shown in part. Where the cut falls into a character, that character goes; carets stand right.</summary>
    [Theory]
    [InlineData("😀")]
    [InlineData("é")]
    [InlineData("a😀")]
    public void A_long_line_is_cut_between_characters(string filling)
    {
        for (int before = 30; before < 40; before++)
        {
            string text = new string('x', before) + string.Concat(Enumerable.Repeat(filling, 200)) + "MARK" + string.Concat(Enumerable.Repeat(filling, 200));
            var source = new SourceText(text);
            var excerpt = new SourceExcerpt(source, new SourceSpan(text.IndexOf("MARK", StringComparison.Ordinal), 4));

            Assert.DoesNotContain('\uFFFD', excerpt.Text);
            Assert.StartsWith("…", excerpt.Text, StringComparison.Ordinal);
            Assert.EndsWith("…", excerpt.Text, StringComparison.Ordinal);
            Assert.Equal("^^^^", excerpt.Carets);
            Assert.Equal(excerpt.Text[..excerpt.Text.IndexOf("MARK", StringComparison.Ordinal)].EnumerateRunes().Count(), excerpt.Indent.Length);
        }
    }

    [Fact]
    public void Another_place_of_the_same_line_is_in_an_excerpt_unless_it_was_cut_away()
    {
        string text = "first\n" + new string('a', 300) + "\nlast";
        var excerpt = new SourceExcerpt(new SourceText(text), new SourceSpan(106, 3));

        Assert.Equal((30, 3), (excerpt.Indent.Length, excerpt.Carets.Length));
        SourceExcerpt near = excerpt.Within(new SourceSpan(110, 2))!.Value;
        Assert.Equal((34, 2), (near.Indent.Length, near.Carets.Length));
        Assert.True(near.SharesLine(excerpt));
        Assert.Null(excerpt.Within(new SourceSpan(75, 1)));
        Assert.Null(excerpt.Within(new SourceSpan(196, 1)));
        Assert.Null(excerpt.Within(new SourceSpan(190, 20)));
        // To the end of the line, and no further.
        Assert.Equal("^^^^^^", new SourceExcerpt(new SourceText("ab\nlonger\n"), new SourceSpan(3, 2)).Within(new SourceSpan(3, 7))!.Value.Carets);
    }

    [Theory]
    [InlineData("[1,2]", 1, 1, "[2]")]
    [InlineData("[1 , 2]", 1, 1, "[2]")]
    [InlineData("[1,2]", 3, 1, "[1]")]
    [InlineData("[1 , 2 ]", 5, 1, "[1  ]")]
    [InlineData("[ 1 ]", 2, 1, "[  ]")]
    [InlineData("1", 0, 1, "")]
    [InlineData(" 1 ", 1, 1, "  ")]
    public void An_entry_goes_with_the_comma_that_it_no_longer_needs(string text, int start, int length, string expected)
    {
        TextEdit edit = JsonEdits.Remove(new SourceText(text), new SourceSpan(start, length));

        Assert.Equal(expected, text[..edit.Span.Start] + edit.NewText + text[edit.Span.End..]);
    }

    [Theory]
    [InlineData("{\"b\":1}", "{\"a\":\"x\",\"b\":1}")]
    [InlineData("{ \"b\":1}", "{ \"a\": \"x\", \"b\":1}")]
    [InlineData("{}", null)]
    [InlineData("{ ", null)]
    public void A_member_is_put_in_front_of_others_and_of_nothing_else(string text, string? expected)
    {
        TextEdit? edit = JsonEdits.InsertFirst(new SourceText(text), 0, "a", "x");

        Assert.Equal(expected, edit is { } made ? text[..made.Span.Start] + made.NewText + text[made.Span.End..] : null);
    }

    private static byte[] Utf8(string text)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = PrintableText.JsonEncoder }))
        {
            writer.WriteStringValue(Encoding.UTF8.GetBytes(text));
        }

        return stream.ToArray();
    }
}
