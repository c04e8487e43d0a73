using System.Globalization;
using System.Text.Json;

namespace IamSim.Tool.Shards;

/// <summary>Takes the current answer of a merger apart; what is no answer is told with its place.</summary>
internal static class MergedAnswer
{
    public delegate T Reading<out T>(ReadOnlySpan<byte> members);

    /// <summary>Takes the answer apart.</summary>
    public static AnswerLine Parse(PartMerger merger) => AnswerLine.TryParse(merger.Line.Span) ?? throw Fault(merger);

    /// <summary>Makes something of the members of the answer.</summary>
    public static T Read<T>(PartMerger merger, ReadOnlySpan<byte> members, Reading<T> read)
    {
        try
        {
            return read(members);
        }
        catch (JsonException)
        {
            throw Fault(merger);
        }
    }

    /// <summary>What to say about an answer that is none.</summary>
    public static PartFaultException Fault(PartMerger merger, string what = "is not valid JSON") =>
        new(string.Create(CultureInfo.InvariantCulture, $"the answer to question {merger.Question:N0} {what}: remove its part, and run the shard with --resume"));
}
