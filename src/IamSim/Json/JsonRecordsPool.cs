using System.Collections.Concurrent;

namespace IamSim.Json;

/// <summary>Keeps the memory of trees that one thread builds and another gives up. Thread-safe.</summary>
internal sealed class JsonRecordsPool
{
    private const int MaximumKept = 1024;

    private readonly ConcurrentQueue<JsonRecords> _free = new();

    /// <summary>Memory of an earlier tree; <c>null</c> when there is none.</summary>
    public JsonRecords? Take() => _free.TryDequeue(out JsonRecords? records) ? records : null;

    public void Return(JsonRecords records)
    {
        // Two threads may both find room for one more, which does not matter.
        if (_free.Count < MaximumKept)
        {
            _free.Enqueue(records);
        }
    }
}
