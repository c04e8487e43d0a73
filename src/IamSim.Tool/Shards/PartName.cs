using System.Globalization;

namespace IamSim.Tool.Shards;

/// <summary>The name of a whole part: which shard, which questions, and to what they were asked. Immutable.</summary>
/// <param name="Shard">Whose share it is of.</param>
/// <param name="First">The number of its first question, from 1.</param>
/// <param name="Last">The number of its last question.</param>
/// <param name="Digest">Sixteen digits that stand for its questions, the policies and the options.</param>
/// <param name="Format">How the answers stand in it.</param>
internal sealed record PartName(ShardNumber Shard, long First, long Last, string Digest, PartFormat Format)
{
    /// <summary>How many digits of the digest are in the name.</summary>
    public const int DigestLength = 16;

    /// <summary>More than anybody asks; sums of it fit.</summary>
    public const long MostQuestions = 1_000_000_000_000_000;

    private const string Stem = "shard-";

    /// <summary>Reads the name of a file.</summary>
    /// <returns>The name; <c>null</c> when the file is no part.</returns>
    public static PartName? TryParse(string fileName)
    {
        string[] pieces = fileName.Split('.');
        if (pieces.Length != 4 || ShardOf(pieces[0]) is not { } shard || pieces[1].Split('-') is not [var from, var to]
            || !long.TryParse(from, NumberStyles.None, CultureInfo.InvariantCulture, out long first)
            || !long.TryParse(to, NumberStyles.None, CultureInfo.InvariantCulture, out long last)
            || first < 1 || last < first || last > MostQuestions)
        {
            return null;
        }

        var name = new PartName(shard, first, last, pieces[2], pieces[3] == "parquet" ? PartFormat.Parquet : PartFormat.Ndjson);
        // A name has one spelling, which keeps anything else in the folder apart.
        bool isDigest = pieces[2].Length == DigestLength && pieces[2].All(char.IsAsciiHexDigitLower);
        return isDigest && name.ToString() == fileName ? name : null;
    }

    /// <summary>The shard that a file stem such as <c>shard-03-of-64</c> names.</summary>
    public static ShardNumber? ShardOf(string stem) =>
        stem.StartsWith(Stem, StringComparison.Ordinal) && ShardNumber.TryParse(stem[Stem.Length..].Replace("-of-", "/", StringComparison.Ordinal), out ShardNumber shard) && shard.FileStem == stem ? shard : null;

    /// <summary>The name of the file. Names sort as their questions do.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Shard.FileStem}.{First:D12}-{Last:D12}.{Digest}.{(Format == PartFormat.Parquet ? "parquet" : "ndjson")}");
}
