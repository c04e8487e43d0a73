using System.Buffers;

namespace IamSim.Fuzz.Mutations;

/// <summary>Changes whole values and members of JSON, so that the rest stays valid. Works on what looks like JSON; the text need not be.</summary>
internal static class JsonMutations
{
    private static readonly string[] Values = ["null", "true", "false", "0", "-1", "1e400", "1.50", "\"\"", "\"*\"", "[]", "{}", "[[]]", "[null]", "\"\\ud800\"", "\"\\u0000\"", "\"${a}\"", "[\"*\",\"*\"]"];

    // Where a value may begin.
    private static readonly SearchValues<byte> Starts = SearchValues.Create("\"[{0123456789tfn"u8);

    /// <summary>Removes, doubles, wraps, exchanges or replaces a value.</summary>
    public static byte[] Change(byte[] input, byte[] other, Random random)
    {
        (int start, int length) = FindValue(input, random);
        if (length == 0)
        {
            return input;
        }

        ReadOnlySpan<byte> before = input.AsSpan(0, start);
        ReadOnlySpan<byte> value = input.AsSpan(start, length);
        ReadOnlySpan<byte> after = input.AsSpan(start + length);
        switch (random.Next(7))
        {
            case 0:
                (int otherStart, int otherLength) = FindValue(other, random);
                return [.. before, .. other.AsSpan(otherStart, otherLength), .. after];
            case 1:
                return [.. before, .. value, (byte)',', .. value, .. after];
            case 2:
                return [.. before, (byte)'[', .. value, (byte)']', .. after];
            case 3:
                return [.. before, .. System.Text.Encoding.UTF8.GetBytes(Values[random.Next(Values.Length)]), .. after];
            case 4:
                // With the comma behind it.
                return [.. before, .. after.TrimStart((byte)',')];
            case 5:
                (int from, int count) = FindValue(input, random);
                return [.. before, .. input.AsSpan(from, count), .. after];
            default:
                return Unwrap(before, value, after);
        }
    }

    private static byte[] Unwrap(ReadOnlySpan<byte> before, ReadOnlySpan<byte> value, ReadOnlySpan<byte> after) =>
        value.Length >= 2 && value[0] is (byte)'[' or (byte)'{' ? [.. before, .. value[1..^1], .. after] : [.. before, .. after];

    private static (int Start, int Length) FindValue(byte[] input, Random random)
    {
        if (input.Length == 0)
        {
            return (0, 0);
        }

        int from = random.Next(input.Length);
        int start = Math.Max(0, input.AsSpan(from).IndexOfAny(Starts)) + from;
        return (start, LengthOf(input, start));
    }

    private static int LengthOf(byte[] input, int start)
    {
        int depth = 0;
        bool isText = false;
        for (int i = start; i < input.Length; i++)
        {
            byte c = input[i];
            if (isText)
            {
                i += c == '\\' ? 1 : 0;
                isText = c != '"';
            }
            else if (c is (byte)',' or (byte)':' && depth == 0)
            {
                return i - start;
            }
            else
            {
                isText = c == '"';
                depth += c is (byte)'[' or (byte)'{' ? 1 : c is (byte)']' or (byte)'}' ? -1 : 0;
                if (depth < 0)
                {
                    return i - start;
                }
            }

            if (!isText && depth == 0 && c is (byte)'"' or (byte)']' or (byte)'}')
            {
                return Math.Min(i + 1, input.Length) - start;
            }
        }

        return input.Length - start;
    }
}
