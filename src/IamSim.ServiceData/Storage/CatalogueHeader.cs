namespace IamSim.ServiceData.Storage;

/// <summary>What a file says of itself and of where its services are.</summary>
internal sealed class CatalogueHeader
{
    private const int MaximumDay = 3_652_058;
    private const int MaximumPrefix = 64;

    private CatalogueHeader(DateOnly date, string[] sources, Block[] blocks, Entry[] services, ForeignKeys[] foreignKeys)
    {
        Date = date;
        Sources = sources;
        Blocks = blocks;
        Services = services;
        ForeignKeys = foreignKeys;
    }

    public DateOnly Date { get; }

    public string[] Sources { get; }

    public Block[] Blocks { get; }

    /// <summary>The services in ordinal order of their prefixes.</summary>
    public Entry[] Services { get; }

    /// <summary>The services that document keys of which the part in front of the colon is not their own prefix.</summary>
    public ForeignKeys[] ForeignKeys { get; }

    /// <param name="raw">The header, decompressed.</param>
    /// <param name="bodyLength">The bytes of the blocks.</param>
    public static CatalogueHeader Read(ReadOnlySpan<byte> raw, int bodyLength)
    {
        var lengths = new RecordReader(default, raw);
        int textLength = lengths.ReadNumber(raw.Length);
        int skipped = raw.Length - lengths.NumbersLeft;
        if (textLength > raw.Length - skipped)
        {
            throw new ServiceReferenceFormatException($"found texts of {textLength} bytes in a header of {raw.Length}");
        }

        var reader = new RecordReader(raw.Slice(skipped, textLength), raw[(skipped + textLength)..]);
        var date = DateOnly.FromDayNumber(reader.ReadNumber(MaximumDay));
        string[] sources = ReadTexts(ref reader);
        Block[] blocks = ReadBlocks(ref reader, bodyLength);
        Entry[] services = ReadServices(ref reader, blocks);
        ForeignKeys[] foreignKeys = ReadForeignKeys(ref reader, services.Length);
        return reader.IsAtEnd
            ? new CatalogueHeader(date, sources, blocks, services, foreignKeys)
            : throw new ServiceReferenceFormatException("found more than a header, expected its end");
    }

    private static string[] ReadTexts(ref RecordReader reader)
    {
        string[] texts = new string[reader.ReadCountOfTexts()];
        foreach (ref string text in texts.AsSpan())
        {
            text = reader.ReadText();
        }

        return texts;
    }

    private static Block[] ReadBlocks(ref RecordReader reader, int bodyLength)
    {
        var blocks = new Block[reader.ReadCountOfNumbers()];
        int start = 0;
        int total = 0;
        int firstService = 0;
        foreach (ref Block block in blocks.AsSpan())
        {
            int compressed = reader.ReadNumber(bodyLength - start);
            int raw = reader.ReadNumber(Math.Min(CatalogueFormat.MaximumBlockLength, CatalogueFormat.MaximumTotalLength - total));
            int services = reader.ReadNumber(ushort.MaxValue - firstService);
            block = new Block(start, compressed, raw, firstService, services);
            start += compressed;
            total += raw;
            firstService += services;
        }

        return start == bodyLength ? blocks : throw new ServiceReferenceFormatException($"found blocks of {bodyLength} bytes, expected {start}");
    }

    private static Entry[] ReadServices(ref RecordReader reader, Block[] blocks)
    {
        var services = new Entry[reader.ReadCountOfTexts()];
        int expected = blocks.Length == 0 ? 0 : blocks[^1].FirstService + blocks[^1].Services;
        if (services.Length != expected)
        {
            throw new ServiceReferenceFormatException($"found {services.Length} services, expected {expected}, as many as are in the blocks");
        }

        int block = 0;
        for (int i = 0; i < services.Length; i++)
        {
            while (i >= blocks[block].FirstService + blocks[block].Services)
            {
                block++;
            }

            string prefix = reader.ReadText();
            if (prefix.Length is 0 or > MaximumPrefix || prefix.AsSpan().ContainsAnyInRange('A', 'Z'))
            {
                throw new ServiceReferenceFormatException($"found a service prefix of {prefix.Length} characters, expected 1 to {MaximumPrefix} in lower case");
            }

            if (i > 0 && string.CompareOrdinal(services[i - 1].Prefix, prefix) >= 0)
            {
                throw new ServiceReferenceFormatException($"found the service '{prefix}' out of order");
            }

            services[i] = new Entry(prefix, block, ReadTexts(ref reader));
        }

        return services;
    }

    private static ForeignKeys[] ReadForeignKeys(ref RecordReader reader, int services)
    {
        var found = new ForeignKeys[reader.ReadCountOfTexts()];
        foreach (ref ForeignKeys keys in found.AsSpan())
        {
            string prefix = reader.ReadText();
            int[] places = new int[reader.ReadCountOfNumbers()];
            foreach (ref int place in places.AsSpan())
            {
                place = reader.ReadIndex(services);
            }

            keys = new ForeignKeys(new ConditionKeyName(prefix), places);
        }

        return found;
    }
}

/// <summary>Where a block is.</summary>
/// <param name="Start">The place behind the header.</param>
/// <param name="Compressed">Its bytes in the file.</param>
/// <param name="Raw">Its bytes decompressed.</param>
/// <param name="FirstService">The place of its first service in the list of all.</param>
/// <param name="Services">How many services it has.</param>
internal readonly record struct Block(int Start, int Compressed, int Raw, int FirstService, int Services);

/// <summary>What is known of a service without decoding it.</summary>
/// <param name="Prefix">The prefix.</param>
/// <param name="Block">The block that it is in.</param>
/// <param name="ArnServices">The third parts of its resources' ARNs, where they are not just the prefix.</param>
internal readonly record struct Entry(string Prefix, int Block, string[] ArnServices);

/// <summary>Keys that belong to no service, or to another one than documents them.</summary>
/// <param name="Prefix">What stands in front of the last colon; may have parts to fill in.</param>
/// <param name="Services">The places of the services that document them.</param>
internal readonly record struct ForeignKeys(ConditionKeyName Prefix, int[] Services);
