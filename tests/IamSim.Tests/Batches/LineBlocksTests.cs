using System.Text;
using IamSim.Batches;

namespace IamSim.Tests.Batches;

public sealed class LineBlocksTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Blocks_are_whole_lines_and_together_the_text_however_the_stream_gives_it()
    {
        var random = new Random(7);
        for (int round = 0; round < 200; round++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => new string('x', random.Next(4) == 0 ? random.Next(3000) : random.Next(5)) + random.Next(3) switch { 0 => "\r\n", 1 => "\n", _ => "\n\n" })) + (random.Next(2) == 0 ? "end" : "");
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            List<LineBlock> blocks = await BlocksAsync(new Trickle(bytes, random.Next(1, 400)));

            Assert.Equal(bytes, blocks.SelectMany(static block => block.Bytes.ToArray()));
            Assert.All(blocks, static block => Assert.NotEqual(0, block.Bytes.Length));
            Assert.All(blocks.SkipLast(1), static block => Assert.Equal((byte)'\n', block.Bytes.Span[^1]));
            (int Number, string Line)[] expected = [.. text.Split('\n').Index().Select(static pair => (pair.Index + 1, pair.Item.TrimEnd('\r'))).Where(static pair => pair.Item2.Length > 0)];
            Assert.Equal(expected, blocks.SelectMany(Lines));
        }
    }

    [Fact]
    public async Task Blank_lines_count_and_are_not_given()
    {
        List<LineBlock> blocks = await BlocksAsync(new MemoryStream("\uFEFF \t\r\na\r\n\n  \nb\uFEFF"u8.ToArray()));

        Assert.Equal([(2, "a"), (5, "b\uFEFF")], blocks.SelectMany(Lines));
    }

    [Fact]
    public async Task A_byte_order_mark_at_the_start_is_no_part_of_the_first_line()
    {
        Assert.Equal([(1, "{}")], (await BlocksAsync(new MemoryStream("\uFEFF{}\r\n"u8.ToArray()))).SelectMany(Lines));
        Assert.Empty(await BlocksAsync(new MemoryStream()));
    }

    [Fact]
    public async Task A_line_of_megabytes_is_one_line()
    {
        string line = new('x', 5_000_000);

        List<LineBlock> blocks = await BlocksAsync(new MemoryStream(Encoding.UTF8.GetBytes($"a\n{line}\nb\n")));

        Assert.Equal([(1, "a"), (2, line), (3, "b")], blocks.SelectMany(Lines));
    }

    [Fact]
    public void A_block_is_cut_where_a_line_begins_and_nowhere_else()
    {
        var block = new LineBlock("ab\n\ncd\nef"u8.ToArray(), 0, 1);

        Assert.Equal([(1, "ab"), (3, "cd")], Lines(block.Until(7)!));
        Assert.Equal([(4, "ef")], Lines(block.From(7)!));
        Assert.Equal(("line 1, bytes 0 to 7", "line 4, bytes 7 to 9"), (block.Until(7)!.ToString(), block.From(7)!.ToString()));
        Assert.Equal((0, 9), (block.Until(0)!.Bytes.Length, block.Until(9)!.Bytes.Length));
        Assert.All([-1, 1, 2, 5, 8, 10], offset => Assert.Null(block.Until(offset)));
        LineBlock.Enumerator lines = block.From(4)!.GetEnumerator();
        Assert.True(lines.MoveNext());
        Assert.Equal("line 3, 2 bytes", lines.Current.ToString());
    }

    [Fact]
    public async Task A_line_without_end_is_refused_after_the_lines_before_it()
    {
        var given = new List<LineBlock>();

        InvalidDataException exception = await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (LineBlock block in LineBlocks.ReadAsync(new Zeros("a\n"), Token))
            {
                given.Add(block);
            }
        });

        Assert.Equal("line 2 is longer than 64 MiB", exception.Message);
        Assert.Equal([(1, "a")], given.SelectMany(Lines));
    }

    [Fact]
    public async Task A_block_can_be_entered_where_a_line_begins_only()
    {
        LineBlock block = Assert.Single(await BlocksAsync(new MemoryStream("a\r\n\nbc\nd\n"u8.ToArray())));

        Assert.Equal([(3, "bc"), (4, "d")], Lines(block.From(4)!));
        Assert.Equal([(4, "d")], Lines(block.From(7)!));
        Assert.Equal("line 4, bytes 7 to 9", block.From(7)!.ToString());
        Assert.Empty(Lines(block.From(9)!));
        Assert.Null(block.From(5));
        Assert.Null(block.From(10));
        Assert.Null(block.From(-1));
    }

    [Fact]
    public async Task The_end_of_a_line_is_where_the_next_begins()
    {
        var ends = new List<long>();
        foreach (LineBlock.Line line in Assert.Single(await BlocksAsync(new MemoryStream("a\r\n\nbc\nd\n"u8.ToArray()))))
        {
            ends.Add(line.EndOffset);
        }

        Assert.Equal([3, 7, 9], ends);
    }

    private static async Task<List<LineBlock>> BlocksAsync(Stream stream)
    {
        var blocks = new List<LineBlock>();
        await foreach (LineBlock block in LineBlocks.ReadAsync(stream, Token))
        {
            Assert.Equal(blocks.Count == 0 ? 0 : blocks[^1].EndOffset, block.Offset);
            blocks.Add(block);
        }

        return blocks;
    }

    private static List<(int Number, string Line)> Lines(LineBlock block)
    {
        var lines = new List<(int, string)>();
        foreach (LineBlock.Line line in block)
        {
            lines.Add(((int)line.Number, Encoding.UTF8.GetString(line.Bytes)));
        }

        return lines;
    }

    private sealed class Trickle(byte[] bytes, int most) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, most)], cancellationToken);
    }

    private sealed class Zeros(string start) : MemoryStream(Encoding.UTF8.GetBytes(start))
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = await base.ReadAsync(buffer, cancellationToken);
            buffer.Span[read..].Clear();
            return read > 0 ? read : buffer.Length;
        }
    }
}
