namespace IamSim.Fuzz.Loop;

/// <summary>Makes inputs small that show a fault.</summary>
internal static class Shrinking
{
    // An input that is slow to run is not worth more.
    private const int MaximumTries = 4000;

    /// <summary>Leaves out parts, from large to small, and replaces characters by simple ones as long as the fault stays.</summary>
    public static byte[] Shrink(byte[] input, Func<byte[], bool> isFaulty)
    {
        int tries = 0;
        for (int length = input.Length / 2; length > 0; length /= 2)
        {
            for (int start = 0; start + length <= input.Length && tries < MaximumTries;)
            {
                byte[] candidate = [.. input.AsSpan(0, start), .. input.AsSpan(start + length)];
                tries++;
                if (isFaulty(candidate))
                {
                    input = candidate;
                }
                else
                {
                    start += length;
                }
            }
        }

        for (int i = 0; i < input.Length && tries < MaximumTries; i++, tries++)
        {
            byte[] candidate = [.. input];
            candidate[i] = (byte)'a';
            input = input[i] != 'a' && isFaulty(candidate) ? candidate : input;
        }

        return input;
    }
}
