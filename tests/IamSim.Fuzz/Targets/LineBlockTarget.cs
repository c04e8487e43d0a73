using System.Text;
using IamSim.Batches;
using IamSim.Scenarios;

namespace IamSim.Fuzz.Targets;

/// <summary>Streams cut into lines, however their reads fall.</summary>
internal sealed class LineBlockTarget() : FuzzTarget("lines", 2, "every line comes once with its number, wherever reads end")
{
    public override IReadOnlyList<string> Tokens => ["\n", "\r\n", "\uFEFF", " ", "\t", "{}", "\n\n\n"];

    public override int MaximumLength => 300;

    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        byte[] text = input[1..];
        List<(long Number, string Line)> expected = Split(text);
        List<(long Number, string Line)> actual = ReadAsync(new Trickle(text, input[0])).GetAwaiter().GetResult();
        Invariant.Holds(expected.SequenceEqual(actual), "blocks have every line", () => $"{string.Join(' ', expected)} but {string.Join(' ', actual)}");
        int count = ScenarioLines.Read(new Trickle(text, input[0]), "lines").Count();
        Invariant.Holds(count <= Encoding.UTF8.GetString(text).Count(static c => c == '\n') + 1, "there are no more lines than line ends");
    }

    private static List<(long Number, string Line)> Split(byte[] text)
    {
        var lines = new List<(long, string)>();
        string[] all = Encoding.Latin1.GetString(text).Split('\n');
        for (int i = 0; i < all.Length; i++)
        {
            string line = i == 0 && all[i].StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? all[i][3..] : all[i];
            line = line.EndsWith('\r') ? line[..^1] : line;
            if (line.Trim(' ', '\t', '\r', '\v', '\f').Length > 0)
            {
                lines.Add((i + 1, line));
            }
        }

        return lines;
    }

    private static async Task<List<(long Number, string Line)>> ReadAsync(Stream stream)
    {
        var lines = new List<(long, string)>();
        await foreach (LineBlock block in LineBlocks.ReadAsync(stream).ConfigureAwait(false))
        {
            foreach (LineBlock.Line line in block)
            {
                lines.Add((line.Number, Encoding.Latin1.GetString(line.Bytes)));
            }
        }

        return lines;
    }

    // Reads end where the number says.
    private sealed class Trickle(byte[] text, int step) : MemoryStream(text)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1 + (step % 13)));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1 + (step % 13))]);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
    }
}
