using System.Security.Cryptography;
using IamSim.ServiceData;
using IamSim.ServiceData.Storage;

namespace IamSim.Fuzz.Targets;

/// <summary>Catalogs of services that somebody else wrote: the file, its header, and its blocks, the latter without their compression, through which no change would come.</summary>
internal sealed class CatalogTarget() : FuzzTarget("catalog", 1, "a catalog is read or refused by the documented exception")
{
    private const int BodyOfHeader = 8;

    public override IReadOnlyList<string> Tokens => ["\u0001\u0001a", "s3", "aws:TagKeys", ":Color", "arn:${Partition}:s3:::${Bucket}", "GetObject", "\u0000\u0000\u0000\u0000\u0000", "\u0001\u0000"];

    public override int MaximumLength => 400;

    public override void Run(byte[] input)
    {
        if (input.Length == 0)
        {
            return;
        }

        byte[] rest = input[1..];
        try
        {
            switch (input[0] % 3)
            {
                case 0:
                    ReadFile(rest);
                    break;
                case 1:
                    Check(CatalogHeader.Read(rest, BodyOfHeader));
                    break;
                default:
                    ReadBlock(rest);
                    break;
            }
        }
        catch (ServiceReferenceFormatException exception)
        {
            Invariant.Holds(exception.Message.Length is > 0 and < 500, "a catalog is refused in a few words", () => exception.Message);
        }
    }

    // With the checksum that it should have.
    private static void ReadFile(byte[] body)
    {
        byte[] file = [.. CatalogFormat.Magic, CatalogFormat.Version, .. SHA256.HashData(body), .. body];
        using var stream = new MemoryStream(file);
        ServiceReference read = ServiceReference.Load(stream);
        Invariant.Holds(read.ServicePrefixes.All(prefix => read.FindService(prefix) is not null), "every service is found");
        Invariant.Holds(read.ExpandActions("*").All(action => read.FindAction($"{action.Service}:{action.Name}") is not null), "every action is found");
        _ = read.FindConditionKey("aws:TagKeys");
        _ = read.FindResourceTypes("arn:aws:s3:::b").Count() + read.FindActionsFor("arn:aws:s3:::b").Count();
    }

    private static void Check(CatalogHeader header)
    {
        Invariant.Same(BodyOfHeader, header.Blocks.Sum(static block => block.Compressed), "blocks are as long as what is there");
        Invariant.Same(header.Services.Length, header.Blocks.Sum(static block => block.Services), "every service is in a block");
    }

    private static void ReadBlock(byte[] rest)
    {
        int records = rest.Length == 0 ? 0 : rest[0] % 4;
        var block = new CatalogBlock(rest.Length == 0 ? [] : rest[1..], records);
        for (int i = 0; i < records; i++)
        {
            ServiceDefinition service = ServiceDecoder.Decode("x", block.Texts(i), block.Numbers(i));
            foreach (ActionDefinition action in service.Actions)
            {
                Invariant.Same("x", action.Service, "an action is of its service");
                Invariant.Holds(action.ResourceTypes.All(static type => type is not null), "the types of an action are there", () => action.Name);
            }
        }
    }
}
