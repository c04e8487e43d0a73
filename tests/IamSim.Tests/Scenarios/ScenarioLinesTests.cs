using System.Text;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tests.Scenarios;

public sealed class ScenarioLinesTests
{
    [Fact]
    public void Blank_lines_count_but_are_left_out()
    {
        Assert.Equal([(1, "{\"a\":1}\r"), (4, "{\"b\":2}"), (5, "last")], Lines("{\"a\":1}\r\n\n \t\r\n{\"b\":2}\nlast"));
        Assert.Equal([(2, "only")], Lines("\nonly\n"));
        Assert.Empty(Lines(""));
    }

    [Fact]
    public void Lines_are_the_same_however_the_stream_hands_them_out()
    {
        // Longer than the first buffer, and again longer than what that grows to.
        string text = $"{new string('a', 100)}\n{new string('b', 70_000)}\nc\n{new string('d', 300_000)}\n{new string('é', 50_000)}";
        (int, string)[] expected = [.. text.Split('\n').Select(static (line, i) => (i + 1, line))];

        foreach (int step in (int[])[1_000, 65_536, 65_537, int.MaxValue])
        {
            Assert.Equal(expected, Lines(text, step));
        }

        Assert.Equal([(1, "ab"), (2, "c")], Lines("ab\nc\n", 1));
    }

    [Fact]
    public void A_line_that_is_not_UTF8_comes_with_its_finding_and_the_others_without()
    {
        using var stream = new MemoryStream([(byte)'a', (byte)'\n', (byte)'b', 0xFF, (byte)'\n', (byte)'c']);

        (SourceText Line, Diagnostic? Fault)[] lines = [.. ScenarioLines.Read(stream, "s.ndjson")];

        Assert.Equal(["a", "b\uFFFD", "c"], lines.Select(static line => line.Line.Text));
        Assert.Null(lines[0].Fault);
        Assert.StartsWith("s.ndjson:2:2: ", lines[1].Fault!.ToString(), StringComparison.Ordinal);
        Assert.Equal("byte 0xFF is not valid UTF-8", lines[1].Fault!.Message);
        Assert.Null(lines[2].Fault);
    }

    private static IEnumerable<(int Number, string Text)> Lines(string text, int step = int.MaxValue)
    {
        using var stream = new SteppingStream(Encoding.UTF8.GetBytes(text), step);
        return [.. ScenarioLines.Read(stream, null).Select(static line => (line.Line.GetPosition(0).Line, line.Line.Text))];
    }

    /// <summary>Hands out a number of bytes at a time.</summary>
    private sealed class SteppingStream(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, step));
    }
}
