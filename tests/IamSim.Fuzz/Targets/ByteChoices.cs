namespace IamSim.Fuzz.Targets;

/// <summary>Choices that are made by the bytes of an input, so that a small change of it is a small change of what is made. Behind its end the first choice is taken.</summary>
internal sealed class ByteChoices(byte[] input) : Random
{
    private int _next;

    public override int Next(int maxValue)
    {
        if (_next >= input.Length)
        {
            return 0;
        }

        int value = input[_next++];
        // Large choices take two bytes.
        value = maxValue > 256 && _next < input.Length ? (value << 8) | input[_next++] : value;
        return maxValue is > 100 or < 100 ? value % maxValue : value * maxValue / 256;
    }
}
