namespace IamSim.ServiceData.Storage;

/// <summary>A decompressed block: the lengths of each record's texts and numbers, then all texts, then all numbers.</summary>
internal sealed class CatalogueBlock
{
    private readonly byte[] _raw;

    // Where the texts and the numbers of a record begin; one more than there are records.
    private readonly int[] _texts;
    private readonly int[] _numbers;

    public CatalogueBlock(byte[] raw, int records)
    {
        _raw = raw;
        _texts = new int[records + 1];
        _numbers = new int[records + 1];
        var lengths = new RecordReader(default, raw);
        int left = raw.Length;
        for (int i = 0; i < records; i++)
        {
            int texts = lengths.ReadNumber(left);
            int numbers = lengths.ReadNumber(left - texts);
            left -= texts + numbers;
            _texts[i + 1] = _texts[i] + texts;
            _numbers[i + 1] = _numbers[i] + numbers;
        }

        int start = raw.Length - lengths.NumbersLeft;
        if (left != start)
        {
            throw new ServiceReferenceFormatException($"found a block of {raw.Length} bytes, expected {raw.Length - left + start}");
        }

        Move(_texts, start);
        Move(_numbers, _texts[records]);
    }

    public ReadOnlySpan<byte> Texts(int record) => _raw.AsSpan(_texts[record].._texts[record + 1]);

    public ReadOnlySpan<byte> Numbers(int record) => _raw.AsSpan(_numbers[record].._numbers[record + 1]);

    private static void Move(Span<int> starts, int by)
    {
        foreach (ref int start in starts)
        {
            start += by;
        }
    }
}
