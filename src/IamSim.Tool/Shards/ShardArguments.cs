using IamSim.Tool.Batch;

namespace IamSim.Tool.Shards;

/// <summary>What the command line of <c>iamsim batch --out</c> asks for.</summary>
/// <param name="Batch">What any batch asks for; its format and output are not used.</param>
/// <param name="Folder">Where the parts go.</param>
/// <param name="Shard">Which share of the questions.</param>
/// <param name="PartSize">The questions of a part.</param>
/// <param name="Format">How the answers stand in the parts.</param>
internal sealed record ShardArguments(BatchArguments Batch, string Folder, ShardNumber Shard, int PartSize, PartFormat Format)
{
    /// <summary>Some seconds of work at most, and a row group of Parquet that readers like.</summary>
    public const int DefaultPartSize = 100_000;
}
