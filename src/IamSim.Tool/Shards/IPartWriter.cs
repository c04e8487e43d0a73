namespace IamSim.Tool.Shards;

/// <summary>Writes the answers of a part, in order. Not thread-safe.</summary>
internal interface IPartWriter
{
    /// <summary>Adds answers, as the encoding of the format puts them down.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> answers);

    /// <summary>Writes what stands behind the last answer.</summary>
    public ValueTask EndAsync();
}
