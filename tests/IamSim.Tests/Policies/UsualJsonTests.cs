using System.Text.Json;
using IamSim.Diagnostics;
using IamSim.Json;

namespace IamSim.Tests.Policies;

/// <summary>What the reader of usual JSON accepts is JSON, and means what System.Text.Json says.</summary>
public sealed class UsualJsonTests
{
    private const int Depth = 6;

    private static readonly string[] Pieces =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\"", "\"Sid\":", "\"c\":[", "\"d\":{", "true", "false", "null", "0", "7", "01", "-1", "1.5", "123456789", "1234567890", " ", "\n",
        "\t", "\\", "\\n", "\u0000", "\u0001", "é", "\ud83d\ude00", "\ud83d", "\uFEFF", "*", "/", "'",
    ];

    [Fact]
    public void Whatever_is_accepted_is_read_as_everybody_reads_it()
    {
        var random = new Random(4_711);
        int accepted = 0;
        for (int i = 0; i < 200_000; i++)
        {
            string text = i % 2 == 0 ? Value(random, 0) : Mutate(random, Value(random, 0));
            JsonRecords records = JsonRecords.For(text.Length);
            if (UsualJsonReader.TryRead(text, records, Depth))
            {
                accepted++;
                using JsonDocument expected = Parse(text);
                var tree = new JsonSyntaxTree(new SourceText(text), records);
                AssertSame(expected.RootElement, tree.Root, text);
            }

            records.Return();
        }

        Assert.InRange(accepted, 50_000, 199_999);
    }

    [Theory]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("[1,]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("[,1]")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\" 1}")]
    [InlineData("[01]")]
    [InlineData("[truex]")]
    [InlineData("[] []")]
    [InlineData("[}")]
    [InlineData("[\"\\n\"]")]
    [InlineData("[\"a\nb\"]")]
    [InlineData("[[[[[[[]]]]]]]")]
    [InlineData("\u0000")]
    [InlineData("")]
    public void What_is_not_usual_is_left_to_the_other_reader(string text)
    {
        JsonRecords records = JsonRecords.For(text.Length);
        Assert.False(UsualJsonReader.TryRead(text, records, Depth));
        records.Return();
    }

    // An attribute cannot hold it.
    [Fact]
    public void Half_a_surrogate_pair_is_left_to_the_other_reader() => What_is_not_usual_is_left_to_the_other_reader("[\"\ud800\"]");

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text.TrimStart('\uFEFF'));
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException($"accepted, but not JSON: {text}", exception);
        }
    }

    private static void AssertSame(JsonElement expected, JsonNode actual, string text)
    {
        Assert.True(expected.ValueKind.ToString().Replace("True", "Boolean", StringComparison.Ordinal).Replace("False", "Boolean", StringComparison.Ordinal) == actual.Kind.ToString(), text);
        Assert.Equal(expected.GetRawText(), actual.Source.Slice(actual.Span).ToString());
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] members = [.. expected.EnumerateObject()];
                Assert.Equal(members.Length, actual.CountChildren());
                int place = 0;
                foreach (JsonNode child in actual)
                {
                    Assert.Equal(members[place].Name, child.Name);
                    Assert.Equal($"\"{child.Name}\"", child.Source.Slice(child.NameSpan).ToString());
                    AssertSame(members[place++].Value, child, text);
                }

                break;
            case JsonValueKind.Array:
                JsonElement[] items = [.. expected.EnumerateArray()];
                Assert.Equal(items.Length, actual.CountChildren());
                int index = 0;
                foreach (JsonNode child in actual)
                {
                    AssertSame(items[index++], child, text);
                }

                break;
            default:
                Assert.Equal(expected.ToString().Replace("True", "true", StringComparison.Ordinal).Replace("False", "false", StringComparison.Ordinal), actual.Kind == JsonKind.Null ? "" : actual.Text);
                break;
        }
    }

    private static string Value(Random random, int depth) => random.Next(depth > 3 ? 4 : 7) switch
    {
        0 => "\"" + new string('x', random.Next(14)) + "\"",
        1 => random.Next(1_000_000_000).ToString(System.Globalization.CultureInfo.InvariantCulture) + " ",
        2 => new[] { "true", "null", "false" }[random.Next(3)],
        3 => "\"é*\"",
        4 => Space(random) + "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))) + Space(random) + "]",
        _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(11)).Select(i => $"{Space(random)}\"n{i}\"{Space(random)}:{Value(random, depth + 1)}")) + "}" + Space(random),
    };

    private static string Space(Random random) => new[] { "", "", " ", "\r\n\t" }[random.Next(4)];

    private static string Mutate(Random random, string text)
    {
        int place = random.Next(text.Length + 1);
        string piece = Pieces[random.Next(Pieces.Length)];
        return random.Next(3) switch
        {
            0 => text.Insert(place, piece),
            1 => place < text.Length ? text.Remove(place, 1) : text,
            _ => place < text.Length ? string.Concat(text.AsSpan(0, place), piece, text.AsSpan(place + 1)) : text + piece,
        };
    }
}
