using System.Text;

namespace IamSim.ServiceData.Generator.Writing;

/// <summary>Writes what <c>RecordReader</c> reads: texts and numbers, each into a stream of its own.</summary>
internal sealed class RecordWriter
{
    private readonly List<byte> _texts = [];
    private readonly List<byte> _numbers = [];

    public byte[] Texts => [.. _texts];

    public byte[] Numbers => [.. _numbers];

    public void WriteText(string text)
    {
        if (text.Contains('\n', StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{text}' has a line break, which a text cannot have", nameof(text));
        }

        _texts.AddRange(Encoding.UTF8.GetBytes(text));
        _texts.Add((byte)'\n');
    }

    public void WriteNumber(int number) => _numbers.AddRange(Bytes(number));

    /// <summary>A number as its bytes.</summary>
    public static IEnumerable<byte> Bytes(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        for (; number >= 0x80; number >>= 7)
        {
            yield return (byte)((number & 0x7F) | 0x80);
        }

        yield return (byte)number;
    }
}
