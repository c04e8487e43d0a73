using System.Text;
using IamSim.Fuzz.Targets;

namespace IamSim.Fuzz.Mutations;

/// <summary>Makes new inputs of old ones. The same random numbers make the same inputs.</summary>
internal sealed class Mutator(Random random, IFuzzTarget target)
{
    private const int MostChanges = 6;
    private const int LongestRun = 64;

    private static readonly byte[] Interesting = [0, 1, 9, 10, 13, 0x1B, (byte)'"', (byte)'\\', (byte)'*', (byte)'?', (byte)'$', (byte)'{', (byte)'}', (byte)':', (byte)'/', 0x7F, 0x80, 0xC2, 0xE2, 0xED, 0xF0, 0xFF];

    private readonly byte[][] _tokens = [.. target.Tokens.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Changes one of the inputs, or puts two together. Never longer than the target wants.</summary>
    public byte[] Mutate(IReadOnlyList<byte[]> corpus)
    {
        byte[] input = Pick(corpus);
        // Mostly few changes: what is valid in many places stays so.
        for (int changes = 1 + Math.Min(random.Next(MostChanges), random.Next(MostChanges)); changes > 0; changes--)
        {
            input = Change(input, corpus);
        }

        return input.Length <= target.MaximumLength ? input : input[..target.MaximumLength];
    }

    // What came last is tried more often: it leads to where nothing was before.
    private byte[] Pick(IReadOnlyList<byte[]> corpus) =>
        corpus[random.Next(3) == 0 ? random.Next(corpus.Count) : Math.Max(random.Next(corpus.Count), random.Next(corpus.Count))];

    private byte[] Change(byte[] input, IReadOnlyList<byte[]> corpus)
    {
        if (target.IsJson && random.Next(3) == 0)
        {
            return JsonMutations.Change(input, Pick(corpus), random);
        }

        int at = random.Next(input.Length + 1);
        return random.Next(12) switch
        {
            0 or 1 when input.Length > 0 => With(input, at % input.Length, (byte)(input[at % input.Length] ^ (1 << random.Next(8)))),
            2 when input.Length > 0 => With(input, at % input.Length, (byte)random.Next(256)),
            3 when input.Length > 0 => With(input, at % input.Length, Interesting[random.Next(Interesting.Length)]),
            4 => Replace(input, at, 0, [Interesting[random.Next(Interesting.Length)]]),
            5 => Replace(input, at, Length(input, at), []),
            6 => Replace(input, at, 0, input.AsSpan(at, Length(input, at))),
            7 => Replace(input, random.Next(input.Length + 1), 0, input.AsSpan(at, Length(input, at))),
            8 when _tokens.Length > 0 => Replace(input, at, 0, Token()),
            9 when _tokens.Length > 0 => Replace(input, at, Length(input, at), Token()),
            10 => Splice(input, at, Pick(corpus)),
            _ => ChangeNumber(input, at),
        };
    }

    private byte[] Token() => _tokens[random.Next(_tokens.Length)];

    private int Length(byte[] input, int at) => Math.Min(random.Next(4) == 0 ? random.Next(LongestRun) : random.Next(8), input.Length - at);

    private byte[] Splice(byte[] input, int at, byte[] other)
    {
        int from = random.Next(other.Length + 1);
        int length = random.Next(2) == 0 ? other.Length - from : Length(other, from);
        return random.Next(2) == 0 ? [.. input.AsSpan(0, at), .. other.AsSpan(from, length)] : Replace(input, at, Length(input, at), other.AsSpan(from, length));
    }

    // A number in the text becomes another one, such as a bound.
    private byte[] ChangeNumber(byte[] input, int at)
    {
        int start = input.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0)
        {
            return Replace(input, at, 0, [(byte)('0' + random.Next(10))]);
        }

        start += at;
        int length = input.AsSpan(start).IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        string[] numbers = ["0", "1", "00", "-1", "10", "32", "33", "64", "128", "129", "255", "256", "1e9", "0.5", "2147483648", "9223372036854775807", "18446744073709551616", "999999999999999999999999"];
        return Replace(input, start, length < 0 ? input.Length - start : length, Encoding.ASCII.GetBytes(numbers[random.Next(numbers.Length)]));
    }

    private static byte[] With(byte[] input, int at, byte value)
    {
        byte[] changed = [.. input];
        changed[at] = value;
        return changed;
    }

    private static byte[] Replace(byte[] input, int at, int length, ReadOnlySpan<byte> by) => [.. input.AsSpan(0, at), .. by, .. input.AsSpan(at + length)];
}
