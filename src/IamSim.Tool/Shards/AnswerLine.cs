using System.Text.Json;

namespace IamSim.Tool.Shards;

/// <summary>An answer as a line of JSON, taken apart.</summary>
/// <param name="Line">The number of the line that is answered.</param>
/// <param name="Id">The id; <c>null</c> for none.</param>
/// <param name="Members">The members behind them, as a JSON object.</param>
internal readonly record struct AnswerLine(long Line, string? Id, ReadOnlyMemory<byte> Members)
{
    /// <summary>Takes an answer apart.</summary>
    /// <returns>The pieces; <c>null</c> when it is no answer.</returns>
    public static AnswerLine? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || !reader.Read() || !reader.ValueTextEquals("line"u8) || !reader.Read() || !reader.TryGetInt64(out long line) || !reader.Read())
            {
                return null;
            }

            string? id = null;
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("id"u8))
            {
                reader.Read();
                id = reader.GetString();
                reader.Read();
            }

            return new AnswerLine(line, id, (byte[])[(byte)'{', .. json[(int)reader.TokenStartIndex..]]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
