using System.IO.Compression;
using System.Security.Cryptography;
using IamSim.ServiceData.Generator.Sources;
using IamSim.ServiceData.Storage;

namespace IamSim.ServiceData.Generator.Writing;

/// <summary>Writes a catalogue file. The same source gives the same bytes.</summary>
internal static class CatalogueWriter
{
    // Larger blocks are smaller in all and slower to open.
    private const int BlockLength = 48 << 10;
    private const int Quality = 11;
    private const int Window = 22;

    public static byte[] Write(SourceCatalogue catalogue)
    {
        SourceService[] services = [.. catalogue.Services.OrderBy(static service => service.Prefix, StringComparer.Ordinal)];
        RecordWriter[] records = [.. services.Select(ServiceEncoder.Encode)];
        List<Range> ranges = Divide(records);
        (byte[] Raw, byte[] Compressed)[] blocks = [.. ranges.Select(range => Join(records[range])).Select(static raw => (raw, Compress(raw)))];

        byte[] header = Header(catalogue, services, ranges, blocks);
        byte[] compressedHeader = Compress(header);
        byte[] content =
        [
            .. RecordWriter.Bytes(header.Length),
            .. RecordWriter.Bytes(compressedHeader.Length),
            .. compressedHeader,
            .. blocks.SelectMany(static block => block.Compressed),
        ];
        return [.. CatalogueFormat.Magic, CatalogueFormat.Version, .. SHA256.HashData(content), .. content];
    }

    // Neighbors in one block, until it is long enough.
    private static List<Range> Divide(RecordWriter[] records)
    {
        var ranges = new List<Range>();
        int start = 0;
        int length = 0;
        for (int i = 0; i < records.Length; i++)
        {
            int own = records[i].Texts.Length + records[i].Numbers.Length;
            if (i > start && length + own > BlockLength)
            {
                ranges.Add(start..i);
                (start, length) = (i, 0);
            }

            length += own;
        }

        if (start < records.Length)
        {
            ranges.Add(start..records.Length);
        }

        return ranges;
    }

    private static byte[] Join(RecordWriter[] records) =>
    [
        .. records.SelectMany(static record => RecordWriter.Bytes(record.Texts.Length).Concat(RecordWriter.Bytes(record.Numbers.Length))),
        .. records.SelectMany(static record => record.Texts),
        .. records.SelectMany(static record => record.Numbers),
    ];

    private static byte[] Header(SourceCatalogue catalogue, SourceService[] services, List<Range> ranges, (byte[] Raw, byte[] Compressed)[] blocks)
    {
        var writer = new RecordWriter();
        writer.WriteNumber(catalogue.Date.DayNumber);
        WriteTexts(writer, catalogue.Sources);
        writer.WriteNumber(blocks.Length);
        for (int i = 0; i < blocks.Length; i++)
        {
            writer.WriteNumber(blocks[i].Compressed.Length);
            writer.WriteNumber(blocks[i].Raw.Length);
            writer.WriteNumber(ranges[i].GetOffsetAndLength(services.Length).Length);
        }

        writer.WriteNumber(services.Length);
        foreach (SourceService service in services)
        {
            writer.WriteText(service.Prefix);
            WriteTexts(writer, ArnServices(service));
        }

        WriteForeignKeys(writer, services);
        return [.. RecordWriter.Bytes(writer.Texts.Length), .. writer.Texts, .. writer.Numbers];
    }

    // Nothing for the usual service, whose resources are all its own.
    private static string[] ArnServices(SourceService service)
    {
        string[] found = [.. service.ResourceTypes.SelectMany(static type => type.ArnPatterns).Select(static arn => arn.Split(':', 4)).Where(static parts => parts.Length == 4).Select(static parts => parts[2]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        return found is [string only] && only == service.Prefix ? [] : found;
    }

    private static void WriteForeignKeys(RecordWriter writer, SourceService[] services)
    {
        var places = new SortedDictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        for (int i = 0; i < services.Length; i++)
        {
            foreach (SourceConditionKey key in services[i].ConditionKeys)
            {
                string prefix = ConditionKeyName.PrefixOf(key.Name);
                if (prefix != services[i].Prefix && prefix != "aws")
                {
                    places.TryAdd(prefix, []);
                    places[prefix].Add(i);
                }
            }
        }

        writer.WriteNumber(places.Count);
        foreach ((string prefix, SortedSet<int> found) in places)
        {
            writer.WriteText(prefix);
            writer.WriteNumber(found.Count);
            foreach (int place in found)
            {
                writer.WriteNumber(place);
            }
        }
    }

    private static void WriteTexts(RecordWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteNumber(texts.Count);
        foreach (string text in texts)
        {
            writer.WriteText(text);
        }
    }

    private static byte[] Compress(byte[] raw)
    {
        byte[] compressed = new byte[BrotliEncoder.GetMaxCompressedLength(raw.Length)];
        return BrotliEncoder.TryCompress(raw, compressed, out int written, Quality, Window)
            ? compressed[..written]
            : throw new InvalidOperationException("a buffer of the greatest length was too short");
    }
}
