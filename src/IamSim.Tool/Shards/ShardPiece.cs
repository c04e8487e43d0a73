using IamSim.Batches;

namespace IamSim.Tool.Shards;

/// <summary>A piece of work of a shard: lines to answer, or the end of a part. Immutable.</summary>
/// <param name="Block">Lines of one part; <c>null</c> at its end.</param>
/// <param name="PartFirst">The first question of the part.</param>
/// <param name="Completed">The name of the part, at its end.</param>
internal sealed record ShardPiece(LineBlock? Block, long PartFirst, PartName? Completed);
