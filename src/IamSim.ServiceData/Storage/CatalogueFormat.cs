namespace IamSim.ServiceData.Storage;

/// <summary>
/// The form of a catalogue file: the magic bytes, the version, a SHA-256 of what follows, then a header and blocks of services, each compressed
/// with Brotli. Numbers are unsigned LEB128. The header says which services are in which block, so that one is found without the others.
/// </summary>
internal static class CatalogueFormat
{
    public const byte Version = 1;
    public const int HashLength = 32;

    /// <summary>Where what the hash covers begins.</summary>
    public static int BodyStart => Magic.Length + 1 + HashLength;

    // The real catalogue is far below all of them; a file beyond one is no catalogue.
    public const int MaximumFileLength = 16 << 20;
    public const int MaximumHeaderLength = 1 << 20;
    public const int MaximumBlockLength = 1 << 19;
    public const int MaximumTotalLength = 16 << 20;

    public static ReadOnlySpan<byte> Magic => "IAMSIMSD"u8;
}

/// <summary>The usual beginnings of ARNs, which a file stores as a number.</summary>
internal static class ArnBeginning
{
    private static readonly string[] Rests = [":${Region}:${Account}:", "::${Account}:", ":::", ":${Region}::"];

    /// <summary>How many there are; the number 0 stands for none of them.</summary>
    public static int Count => Rests.Length;

    /// <summary>The beginning of a number from 1 on, for a service.</summary>
    public static string Of(int number, string service) => $"arn:${{Partition}}:{service}{Rests[number - 1]}";

    /// <summary>The number of the longest beginning that an ARN has; 0 for none.</summary>
    public static int Find(string arn, string service)
    {
        int found = 0;
        for (int number = 1; number <= Count; number++)
        {
            string beginning = Of(number, service);
            if (arn.StartsWith(beginning, StringComparison.Ordinal) && (found == 0 || beginning.Length > Of(found, service).Length))
            {
                found = number;
            }
        }

        return found;
    }
}
