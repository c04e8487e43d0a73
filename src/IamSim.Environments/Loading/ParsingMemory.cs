using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>What a thread that parses files keeps from one file to the next. Not thread-safe.</summary>
/// <param name="records">The memory of trees, shared by all threads.</param>
internal sealed class ParsingMemory(JsonRecordsPool records)
{
    private byte[] _buffer = [];

    public JsonTreeMemory Trees { get; } = new(records);

    /// <summary>Reads a file as a whole. The bytes are there until the next one is read.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public ArraySegment<byte> ReadFile(string path)
    {
        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        int length = 0;
        while (true)
        {
            // A file may have grown since its length was asked for; one byte more than that finds its end.
            long wanted = Math.Max(stream.Length + 1, length + 1);
            if (wanted > _buffer.Length)
            {
                Array.Resize(ref _buffer, checked((int)Math.Max(wanted, 2L * _buffer.Length)));
            }

            int read = stream.Read(_buffer.AsSpan(length));
            if (read == 0)
            {
                return new ArraySegment<byte>(_buffer, 0, length);
            }

            length += read;
        }
    }
}
