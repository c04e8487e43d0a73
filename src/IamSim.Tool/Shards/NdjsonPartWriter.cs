namespace IamSim.Tool.Shards;

/// <summary>Writes a part as lines of JSON: those that one run writes.</summary>
internal sealed class NdjsonPartWriter(Stream stream) : IPartWriter
{
    public ValueTask WriteAsync(ReadOnlyMemory<byte> answers) => stream.WriteAsync(answers);

    public ValueTask EndAsync() => ValueTask.CompletedTask;
}
