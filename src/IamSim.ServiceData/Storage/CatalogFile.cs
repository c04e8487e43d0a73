using System.IO.Compression;
using System.Security.Cryptography;

namespace IamSim.ServiceData.Storage;

/// <summary>A catalog file in memory. Blocks and services are decoded when they are asked for, each once; safe for any number of threads.</summary>
internal sealed class CatalogFile
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly CatalogBlock?[] _blocks;
    private readonly ServiceDefinition?[] _services;
    private readonly Lock _decoding = new();

    private CatalogFile(CatalogHeader header, ReadOnlyMemory<byte> body)
    {
        Header = header;
        _body = body;
        _blocks = new CatalogBlock[header.Blocks.Length];
        _services = new ServiceDefinition[header.Services.Length];
    }

    public CatalogHeader Header { get; }

    /// <summary>How many blocks were decompressed so far.</summary>
    public int DecodedBlocks { get; private set; }

    /// <summary>How many services were decoded so far.</summary>
    public int DecodedServices { get; private set; }

    /// <summary>Opens a file. What is in its blocks is not looked at.</summary>
    /// <exception cref="ServiceReferenceFormatException">It is no catalog.</exception>
    public static CatalogFile Open(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (!bytes.StartsWith(CatalogFormat.Magic))
        {
            throw new ServiceReferenceFormatException("found something else than a catalog of services, expected a file that IamSim.ServiceData.Generator wrote");
        }

        if (bytes.Length <= CatalogFormat.BodyStart)
        {
            throw new ServiceReferenceFormatException($"found a file of {bytes.Length} bytes, expected more: it is cut off");
        }

        if (bytes[CatalogFormat.Magic.Length] != CatalogFormat.Version)
        {
            throw new ServiceReferenceFormatException($"found format {bytes[CatalogFormat.Magic.Length]}, expected {CatalogFormat.Version}, the one that this version of IamSim.ServiceData reads");
        }

        ReadOnlyMemory<byte> rest = file[CatalogFormat.BodyStart..];
        int raw = ReadLength(ref rest, CatalogFormat.MaximumHeaderLength);
        int compressed = ReadLength(ref rest, rest.Length);
        if (compressed > rest.Length)
        {
            throw new ServiceReferenceFormatException($"found a header of {compressed} bytes where {rest.Length} are left: the file is cut off");
        }

        byte[] header = Decompress(rest.Span[..compressed], raw);
        ReadOnlyMemory<byte> body = rest[compressed..];
        return new CatalogFile(CatalogHeader.Read(header, body.Length), body);
    }

    /// <summary>Reads a stream to its end, or until it is longer than any catalog.</summary>
    public static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > CatalogFormat.MaximumFileLength)
            {
                throw new ServiceReferenceFormatException($"found more than {CatalogFormat.MaximumFileLength} bytes, expected a file that IamSim.ServiceData.Generator wrote");
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Opens a file of which nothing is known, and looks at everything in it.</summary>
    /// <exception cref="ServiceReferenceFormatException">It is no catalog, or a damaged one.</exception>
    public static CatalogFile OpenForeign(ReadOnlyMemory<byte> file)
    {
        CatalogFile opened = Open(file);
        ReadOnlySpan<byte> bytes = file.Span;
        Span<byte> hash = stackalloc byte[CatalogFormat.HashLength];
        SHA256.HashData(bytes[CatalogFormat.BodyStart..], hash);
        if (!hash.SequenceEqual(bytes.Slice(CatalogFormat.BodyStart - CatalogFormat.HashLength, CatalogFormat.HashLength)))
        {
            throw new ServiceReferenceFormatException("found another checksum than the file states: it is damaged");
        }

        for (int block = 0; block < opened.Header.Blocks.Length; block++)
        {
            opened.Check(block);
        }

        return opened;
    }

    /// <summary>The service at a place in the list of all.</summary>
    public ServiceDefinition Service(int place)
    {
        if (Volatile.Read(ref _services[place]) is { } known)
        {
            return known;
        }

        lock (_decoding)
        {
            if (_services[place] is { } made)
            {
                return made;
            }

            int block = Header.Services[place].Block;
            if (_blocks[block] is null)
            {
                _blocks[block] = Decompress(block);
                DecodedBlocks++;
            }

            ServiceDefinition service = Decode(_blocks[block]!, place);
            DecodedServices++;
            Volatile.Write(ref _services[place], service);
            return service;
        }
    }

    private void Check(int block)
    {
        CatalogBlock decompressed = Decompress(block);
        for (int i = 0; i < Header.Blocks[block].Services; i++)
        {
            Decode(decompressed, Header.Blocks[block].FirstService + i);
        }
    }

    private CatalogBlock Decompress(int block)
    {
        Block place = Header.Blocks[block];
        return new CatalogBlock(Decompress(_body.Span.Slice(place.Start, place.Compressed), place.Raw), place.Services);
    }

    // The length is bounded before anything is decompressed, so that a small file cannot fill the memory.
    private static byte[] Decompress(ReadOnlySpan<byte> compressed, int length)
    {
        byte[] raw = new byte[length];
        return BrotliDecoder.TryDecompress(compressed, raw, out int written) && written == length
            ? raw
            : throw new ServiceReferenceFormatException($"found compressed data that cannot be read, expected {length} bytes in it");
    }

    private ServiceDefinition Decode(CatalogBlock block, int place)
    {
        Entry entry = Header.Services[place];
        int record = place - Header.Blocks[entry.Block].FirstService;
        return ServiceDecoder.Decode(entry.Prefix, block.Texts(record), block.Numbers(record));
    }

    private static int ReadLength(ref ReadOnlyMemory<byte> rest, int maximum)
    {
        var reader = new RecordReader(default, rest.Span);
        int length = reader.ReadNumber(maximum);
        rest = rest[^reader.NumbersLeft..];
        return length;
    }
}
