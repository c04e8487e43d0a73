using System.Text;
using System.Text.Json.Nodes;
using IamSim.Diagnostics;

namespace IamSim.Linting.Tests;

/// <summary>Taking entries and members out of JSON leaves JSON, and nothing else changes.</summary>
public sealed class JsonRemovalTests
{
    private static readonly string[] Spaces = ["", " ", "\n  ", "\r\n\t"];

    private static readonly string[] Values = ["1", "\"a, ]\"", "[1, [2], {\"b\": \"}\"}]", "{ \"c\" : [ ] }", "\"\\\"\"", "null"];

    [Fact]
    public void Entries_that_go_take_the_right_commas_with_them()
    {
        var random = new Random(5);
        for (int round = 0; round < 3000; round++)
        {
            (string text, SourceSpan[] spans, string[] values) = List(random, '[', ']', named: false);
            bool[] goes = [.. spans.Select(_ => random.Next(2) == 0)];
            goes[random.Next(goes.Length)] = false;

            string left = Apply(text, JsonRemoval.OfEntries(spans, index => goes[index]));

            string expected = new JsonArray([.. values.Where((_, index) => !goes[index]).Select(static value => JsonNode.Parse(value))]).ToJsonString();
            Assert.Equal(expected, JsonNode.Parse(left)!.ToJsonString());
        }
    }

    [Fact]
    public void A_member_goes_with_its_name_and_a_comma()
    {
        var random = new Random(6);
        for (int round = 0; round < 3000; round++)
        {
            (string text, SourceSpan[] spans, string[] values) = List(random, '{', '}', named: true);
            int gone = random.Next(spans.Length);

            TextEdit edit = JsonRemoval.OfMember(text, spans[gone]);

            string left = text.Remove(edit.Span.Start, edit.Span.Length);
            string expected = new JsonObject(values.Select(static (value, index) => KeyValuePair.Create($"n{index}", JsonNode.Parse(value))).Where((_, index) => index != gone)).ToJsonString();
            Assert.Equal(expected, JsonNode.Parse(left)!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("[1, 2, 3]", "[2, 3]", 0)]
    [InlineData("[1, 2, 3]", "[1, 3]", 1)]
    [InlineData("[1, 2, 3]", "[1, 2]", 2)]
    [InlineData("[\n  1,\n  2,\n  3\n]", "[\n  1,\n  2\n]", 2)]
    [InlineData("[\n  1,\n  2,\n  3\n]", "[\n  2,\n  3\n]", 0)]
    public void The_layout_of_what_stays_is_kept(string text, string expected, int gone)
    {
        SourceSpan[] spans = [.. "123".Select(digit => new SourceSpan(text.IndexOf(digit, StringComparison.Ordinal), 1))];

        Assert.Equal(expected, Apply(text, JsonRemoval.OfEntries(spans, index => index == gone)));
    }

    private static (string Text, SourceSpan[] Spans, string[] Values) List(Random random, char open, char close, bool named)
    {
        string Space() => Spaces[random.Next(Spaces.Length)];
        string[] values = [.. Enumerable.Range(0, 1 + random.Next(5)).Select(_ => Values[random.Next(Values.Length)])];
        var spans = new SourceSpan[values.Length];
        StringBuilder text = new StringBuilder(Space()).Append(open).Append(Space());
        for (int i = 0; i < values.Length; i++)
        {
            text.Append(i == 0 ? "" : $",{Space()}").Append(named ? $"\"n{i}\"{Space()}:{Space()}" : "");
            spans[i] = new SourceSpan(text.Length, values[i].Length);
            text.Append(values[i]).Append(Space());
        }

        return (text.Append(close).ToString(), spans, values);
    }

    private static string Apply(string text, IEnumerable<TextEdit> edits) =>
        edits.Reverse().Aggregate(text, static (left, edit) => left.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText));
}
