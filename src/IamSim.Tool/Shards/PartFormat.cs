namespace IamSim.Tool.Shards;

/// <summary>How the answers stand in a part.</summary>
internal enum PartFormat
{
    Ndjson,
    Parquet,
}
