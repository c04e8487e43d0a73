namespace IamSim.Json;

/// <summary>What a thread that builds many trees keeps from one to the next. Not thread-safe, but for the pool.</summary>
/// <param name="records">Where records come from and go back to, whichever thread gives them up.</param>
internal sealed class JsonTreeMemory(JsonRecordsPool records)
{
    public JsonRecordsPool Records { get; } = records;

    public RecentTexts Texts { get; } = new();
}
