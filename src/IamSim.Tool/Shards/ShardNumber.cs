using System.Globalization;

namespace IamSim.Tool.Shards;

/// <summary>Which share of the questions a run answers: the first of 64 is <c>1/64</c>. Immutable.</summary>
/// <param name="Number">Which, from 1.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct ShardNumber(int Number, int Count)
{
    /// <summary>More machines than anybody has.</summary>
    public const int MostShards = 1_000_000;

    /// <summary>How the names of its files begin.</summary>
    public string FileStem => string.Create(CultureInfo.InvariantCulture, $"shard-{Number.ToString(CultureInfo.InvariantCulture).PadLeft(Count.ToString(CultureInfo.InvariantCulture).Length, '0')}-of-{Count}");

    /// <summary>Whether a part is in this share.</summary>
    /// <param name="part">The number of the part in the whole input, from 0.</param>
    public bool Owns(long part) => part % Count == Number - 1;

    /// <summary>Reads what a command line says.</summary>
    public static bool TryParse(string text, out ShardNumber shard)
    {
        shard = default;
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0
            || !int.TryParse(text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            || !int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            || number < 1 || number > count || count > MostShards)
        {
            return false;
        }

        shard = new ShardNumber(number, count);
        return true;
    }

    /// <summary>As on the command line.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}
