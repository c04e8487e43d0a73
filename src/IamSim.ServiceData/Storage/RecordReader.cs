using System.Text;

namespace IamSim.ServiceData.Storage;

/// <summary>Reads texts and numbers one after the other, each from a stream of its own. Nothing is read beyond their ends; a fault is a <see cref="ServiceReferenceFormatException"/>.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> texts, ReadOnlySpan<byte> numbers)
{
    private const byte End = (byte)'\n';

    private ReadOnlySpan<byte> _texts = texts;
    private ReadOnlySpan<byte> _numbers = numbers;

    public readonly bool IsAtEnd => _texts.IsEmpty && _numbers.IsEmpty;

    /// <summary>The bytes of numbers that were not read yet.</summary>
    public readonly int NumbersLeft => _numbers.Length;

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    private ReadOnlySpan<byte> ReadBytes()
    {
        int length = _texts.IndexOf(End);
        if (length < 0)
        {
            throw new ServiceReferenceFormatException("found the end of the texts, expected another text");
        }

        ReadOnlySpan<byte> text = _texts[..length];
        _texts = _texts[(length + 1)..];
        return text;
    }

    /// <summary>Reads a number up to a maximum.</summary>
    public int ReadNumber(int maximum)
    {
        uint value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            if (_numbers.IsEmpty)
            {
                throw new ServiceReferenceFormatException("found the end of the numbers, expected another number");
            }

            byte part = _numbers[0];
            _numbers = _numbers[1..];
            if (shift == 28 && part > 0x07)
            {
                break;
            }

            value |= (uint)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value <= (uint)maximum ? (int)value : throw new ServiceReferenceFormatException($"found the number {value}, expected at most {maximum}");
            }
        }

        throw new ServiceReferenceFormatException("found a number of more than 31 bits");
    }

    /// <summary>Reads how many texts follow; there cannot be more than bytes.</summary>
    public int ReadCountOfTexts() => ReadNumber(_texts.Length);

    /// <summary>Reads how many entries of numbers follow; there cannot be more than bytes.</summary>
    public int ReadCountOfNumbers() => ReadNumber(_numbers.Length);

    /// <summary>Reads a place in a list.</summary>
    public int ReadIndex(int count) => count > 0 ? ReadNumber(count - 1) : throw new ServiceReferenceFormatException("found a place in an empty list");
}
