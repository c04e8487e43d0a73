using System.Text.Json.Serialization;

namespace IamSim.Tool.Shards;

/// <summary>How the answers stand in a part.</summary>
internal enum PartFormat
{
    [JsonStringEnumMemberName("ndjson")]
    Ndjson,

    [JsonStringEnumMemberName("parquet")]
    Parquet,
}
