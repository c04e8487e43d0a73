using System.IO.Compression;
using System.Security.Cryptography;
using IamSim.ServiceData.Generator.Sources;
using IamSim.ServiceData.Generator.Writing;
using IamSim.ServiceData.Storage;

namespace IamSim.ServiceData.Tests;

/// <summary>Files that somebody broke, by accident or on purpose: every one is refused with the documented exception, or is a catalog.</summary>
public sealed class HostileFileTests
{
    private static readonly byte[] Small = CatalogWriter.Write(new SourceCatalog(
        new DateOnly(2026, 1, 2),
        ["made up"],
        [
            new SourceService(
                "toys",
                "Toy Box",
                [new SourceAction("GetToy", AccessLevel.Read, IsPermissionOnly: false, [new SourceRow("toy", IsRequired: true, ["toys:Color"], ["toys:OpenBox"])], ["aws:TagKeys"], [])],
                [new SourceResourceType("toy", ["arn:${Partition}:toys:${Region}:${Account}:toy/${ToyId}"], ["toys:Color"])],
                [new SourceConditionKey("toys:Color", [ConditionKeyType.String], IsMultivalued: false), new SourceConditionKey("aws:TagKeys", [ConditionKeyType.String], IsMultivalued: true)]),
        ]));

    [Theory]
    [InlineData("", "found something else than a catalog of services, expected a file that IamSim.ServiceData.Generator wrote")]
    [InlineData("{ \"services\": [] }", "found something else than a catalog of services, expected a file that IamSim.ServiceData.Generator wrote")]
    [InlineData("IAMSIMSD", "found a file of 8 bytes, expected more: it is cut off")]
    public void What_is_no_catalog_is_told_with_what_was_expected(string text, string message) =>
        Assert.Equal(message, Refusal(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_newer_format_is_told()
    {
        byte[] newer = [.. Small];
        newer[8] = 2;

        Assert.Equal("found format 2, expected 1, the one that this version of IamSim.ServiceData reads", Refusal(newer));
    }

    [Fact]
    public void A_flipped_bit_is_told_by_the_checksum()
    {
        byte[] damaged = [.. StorageTests.Embedded];
        damaged[^100] ^= 4;

        Assert.Equal("found another checksum than the file states: it is damaged", Refusal(damaged));
    }

    [Fact]
    public void The_file_is_named()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllText(path, "no catalog");
        ServiceReferenceFormatException exception = Assert.Throws<ServiceReferenceFormatException>(() => ServiceReference.Load(path));
        File.Delete(path);

        Assert.Equal(path, exception.Path);
        Assert.StartsWith($"{path}: found something else", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_cut_off_anywhere_is_refused()
    {
        for (int length = 0; length < Small.Length; length++)
        {
            Assert.NotNull(Refusal(Small[..length]));
            Assert.NotNull(Refusal(Sealed(Small[..length])));
        }
    }

    [Fact]
    public void Every_changed_byte_is_refused_or_still_a_catalog()
    {
        for (int place = 0; place < Small.Length; place++)
        {
            foreach (byte value in new byte[] { 0x00, 0x01, 0x7F, 0x80, 0xFF, (byte)(Small[place] ^ 1) })
            {
                byte[] changed = [.. Small];
                changed[place] = value;
                AskAll(Sealed(changed));
            }
        }
    }

    [Fact]
    public void Every_changed_byte_of_the_decompressed_content_is_refused_or_still_a_catalog()
    {
        (byte[] header, byte[] block) = Unpack(Small);
        int refused = 0;
        foreach (bool inHeader in new[] { true, false })
        {
            byte[] original = inHeader ? header : block;
            for (int place = 0; place < original.Length; place++)
            {
                foreach (byte value in new byte[] { 0x00, 0x01, 0x0A, 0x7F, 0x80, 0xFF, (byte)(original[place] + 1 & 0xFF) })
                {
                    byte[] changed = [.. original];
                    changed[place] = value;
                    refused += AskAll(Pack(inHeader ? changed : header, inHeader ? block : changed)) ? 0 : 1;
                }
            }
        }

        Assert.True(refused > 200, $"only {refused} refused");
    }

    [Fact]
    public void A_decompression_bomb_is_refused_before_it_fills_the_memory()
    {
        byte[] zeros = new byte[200 << 20];
        byte[] bomb = new byte[1 << 16];
        Assert.True(BrotliEncoder.TryCompress(zeros, bomb, out int written, 5, 22));
        bomb = bomb[..written];
        // One that says how long it is, and one that does not.
        long before = GC.GetTotalAllocatedBytes(precise: true);
        Assert.Equal($"found the number {200 << 20}, expected at most {CatalogFormat.MaximumHeaderLength}", Refusal(Seal([.. RecordWriter.Bytes(200 << 20), .. RecordWriter.Bytes(written), .. bomb])));
        Assert.Equal("found compressed data that cannot be read, expected 1000 bytes in it", Refusal(Seal([.. RecordWriter.Bytes(1000), .. RecordWriter.Bytes(written), .. bomb])));
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 8 << 20);
    }

    [Fact]
    public void An_endless_stream_is_not_read_to_its_end()
    {
        using var stream = new EndlessStream();

        Assert.Contains($"found more than {CatalogFormat.MaximumFileLength} bytes", Assert.Throws<ServiceReferenceFormatException>(() => ServiceReference.Load(stream)).Message, StringComparison.Ordinal);
    }

    private static string? Refusal(byte[] file)
    {
        using var stream = new MemoryStream(file);
        try
        {
            ServiceReference.Load(stream);
            return null;
        }
        catch (ServiceReferenceFormatException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Loads a file and asks everything of it. Whether it was a catalog; any other exception than the documented one fails the test.</summary>
    private static bool AskAll(byte[] file)
    {
        using var stream = new MemoryStream(file);
        ServiceReference reference;
        try
        {
            reference = ServiceReference.Load(stream);
        }
        catch (ServiceReferenceFormatException)
        {
            return false;
        }

        foreach (ActionDefinition action in reference.ExpandActions("*"))
        {
            Assert.NotNull(reference.FindAction(action.FullName));
            Assert.NotEmpty(action.AllConditionKeys());
        }

        Assert.All(reference.FindResourceTypes("*"), static type => type.IsMatch("arn:aws:toys:eu-west-1:111122223333:toy/bear"));
        reference.FindConditionKey("toys:Color");
        reference.FindConditionKey("other:sub");
        return true;
    }

    /// <summary>A file with a checksum that is right.</summary>
    private static byte[] Sealed(byte[] file) => file.Length <= CatalogFormat.BodyStart ? file : [.. file[..9], .. SHA256.HashData(file[CatalogFormat.BodyStart..]), .. file[CatalogFormat.BodyStart..]];

    private static byte[] Seal(byte[] content) => [.. CatalogFormat.Magic, CatalogFormat.Version, .. SHA256.HashData(content), .. content];

    private static (byte[] Header, byte[] Block) Unpack(byte[] file)
    {
        var reader = new RecordReader(default, file.AsSpan(CatalogFormat.BodyStart));
        byte[] header = new byte[reader.ReadNumber(int.MaxValue)];
        int compressed = reader.ReadNumber(int.MaxValue);
        ReadOnlySpan<byte> rest = file.AsSpan(file.Length - reader.NumbersLeft);
        Assert.True(BrotliDecoder.TryDecompress(rest[..compressed], header, out _));
        byte[] block = new byte[CatalogFile.Open(file).Header.Blocks[0].Raw];
        Assert.True(BrotliDecoder.TryDecompress(rest[compressed..], block, out _));
        return (header, block);
    }

    // A compressed block of the original is as long as the header says; of a changed one the header is not asked, as it would refuse every one.
    private static byte[] Pack(byte[] header, byte[] block)
    {
        byte[] packedBlock = Compress(block);
        byte[] original = Compress(Unpack(Small).Block);
        byte[] fixedHeader = ReplaceLength(header, original.Length, packedBlock.Length);
        byte[] packedHeader = Compress(fixedHeader);
        return Seal([.. RecordWriter.Bytes(fixedHeader.Length), .. RecordWriter.Bytes(packedHeader.Length), .. packedHeader, .. packedBlock]);
    }

    private static byte[] ReplaceLength(byte[] header, int from, int to)
    {
        byte[] old = [.. RecordWriter.Bytes(from)];
        int place = header.AsSpan().LastIndexOf(old);
        return place < 0 ? header : [.. header[..place], .. RecordWriter.Bytes(to), .. header[(place + old.Length)..]];
    }

    private static byte[] Compress(byte[] raw)
    {
        byte[] compressed = new byte[BrotliEncoder.GetMaxCompressedLength(raw.Length)];
        Assert.True(BrotliEncoder.TryCompress(raw, compressed, out int written, 11, 22));
        return compressed[..written];
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Clear();
            return buffer.Length;
        }
    }
}
