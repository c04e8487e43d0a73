using System.Text;

namespace IamSim.Fuzz.Targets;

/// <summary>Makes any .NET string of bytes: what is no UTF-8 becomes half a surrogate pair.</summary>
internal static class InputText
{
    public static string Of(ReadOnlySpan<byte> input)
    {
        var text = new StringBuilder(input.Length);
        while (!input.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(input, out Rune rune, out int length) == System.Buffers.OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                text.Append((input[0] & 1) == 0 ? '\uD83D' : '\uDE00');
                length = 1;
            }

            input = input[length..];
        }

        return text.ToString();
    }

    /// <summary>The lines of an input; always at least so many, the missing ones empty.</summary>
    public static string[] Lines(ReadOnlySpan<byte> input, int atLeast)
    {
        string[] lines = Of(input).Split('\n');
        return lines.Length >= atLeast ? lines : [.. lines, .. Enumerable.Repeat("", atLeast - lines.Length)];
    }
}
