using System.IO.Compression;
using System.Security.Cryptography;

namespace IamSim.ServiceData.Storage;

/// <summary>A catalogue file in memory. Blocks and services are decoded when they are asked for, each once; safe for any number of threads.</summary>
internal sealed class CatalogueFile
{
    private readonly ReadOnlyMemory<byte> _body;
    private readonly CatalogueBlock?[] _blocks;
    private readonly ServiceDefinition?[] _services;
    private readonly Lock _decoding = new();

    private CatalogueFile(CatalogueHeader header, ReadOnlyMemory<byte> body)
    {
        Header = header;
        _body = body;
        _blocks = new CatalogueBlock[header.Blocks.Length];
        _services = new ServiceDefinition[header.Services.Length];
    }

    public CatalogueHeader Header { get; }

    /// <summary>How many blocks were decompressed so far.</summary>
    public int DecodedBlocks { get; private set; }

    /// <summary>How many services were decoded so far.</summary>
    public int DecodedServices { get; private set; }

    /// <summary>Opens a file. What is in its blocks is not looked at.</summary>
    /// <exception cref="ServiceReferenceFormatException">It is no catalogue.</exception>
    public static CatalogueFile Open(ReadOnlyMemory<byte> file)
    {
        ReadOnlySpan<byte> bytes = file.Span;
        if (!bytes.StartsWith(CatalogueFormat.Magic))
        {
            throw new ServiceReferenceFormatException("found something else than a catalogue of services, expected a file that IamSim.ServiceData.Generator wrote");
        }

        if (bytes.Length <= CatalogueFormat.BodyStart)
        {
            throw new ServiceReferenceFormatException($"found a file of {bytes.Length} bytes, expected more: it is cut off");
        }

        if (bytes[CatalogueFormat.Magic.Length] != CatalogueFormat.Version)
        {
            throw new ServiceReferenceFormatException($"found format {bytes[CatalogueFormat.Magic.Length]}, expected {CatalogueFormat.Version}, the one that this version of IamSim.ServiceData reads");
        }

        ReadOnlyMemory<byte> rest = file[CatalogueFormat.BodyStart..];
        int raw = ReadLength(ref rest, CatalogueFormat.MaximumHeaderLength);
        int compressed = ReadLength(ref rest, rest.Length);
        if (compressed > rest.Length)
        {
            throw new ServiceReferenceFormatException($"found a header of {compressed} bytes where {rest.Length} are left: the file is cut off");
        }

        byte[] header = Decompress(rest.Span[..compressed], raw);
        ReadOnlyMemory<byte> body = rest[compressed..];
        return new CatalogueFile(CatalogueHeader.Read(header, body.Length), body);
    }

    /// <summary>Reads a stream to its end, or until it is longer than any catalogue.</summary>
    public static byte[] ReadAll(Stream stream)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > CatalogueFormat.MaximumFileLength)
            {
                throw new ServiceReferenceFormatException($"found more than {CatalogueFormat.MaximumFileLength} bytes, expected a file that IamSim.ServiceData.Generator wrote");
            }
        }

        return bytes.ToArray();
    }

    /// <summary>Opens a file of which nothing is known, and looks at everything in it.</summary>
    /// <exception cref="ServiceReferenceFormatException">It is no catalogue, or a damaged one.</exception>
    public static CatalogueFile OpenForeign(ReadOnlyMemory<byte> file)
    {
        CatalogueFile opened = Open(file);
        ReadOnlySpan<byte> bytes = file.Span;
        Span<byte> hash = stackalloc byte[CatalogueFormat.HashLength];
        SHA256.HashData(bytes[CatalogueFormat.BodyStart..], hash);
        if (!hash.SequenceEqual(bytes.Slice(CatalogueFormat.BodyStart - CatalogueFormat.HashLength, CatalogueFormat.HashLength)))
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
        CatalogueBlock decompressed = Decompress(block);
        for (int i = 0; i < Header.Blocks[block].Services; i++)
        {
            Decode(decompressed, Header.Blocks[block].FirstService + i);
        }
    }

    private CatalogueBlock Decompress(int block)
    {
        Block place = Header.Blocks[block];
        return new CatalogueBlock(Decompress(_body.Span.Slice(place.Start, place.Compressed), place.Raw), place.Services);
    }

    // The length is bounded before anything is decompressed, so that a small file cannot fill the memory.
    private static byte[] Decompress(ReadOnlySpan<byte> compressed, int length)
    {
        byte[] raw = new byte[length];
        return BrotliDecoder.TryDecompress(compressed, raw, out int written) && written == length
            ? raw
            : throw new ServiceReferenceFormatException($"found compressed data that cannot be read, expected {length} bytes in it");
    }

    private ServiceDefinition Decode(CatalogueBlock block, int place)
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
