namespace IamSim.Tool.Shards;

/// <summary>Writes merged answers. Not thread-safe.</summary>
internal interface IMergedAnswers : IAsyncDisposable
{
    /// <summary>Writes the current answer of a merger.</summary>
    /// <exception cref="PartFaultException">It is no answer.</exception>
    public ValueTask WriteAsync(PartMerger merger);

    /// <summary>Writes what is left.</summary>
    public ValueTask EndAsync();
}
