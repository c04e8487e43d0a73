using System.Text;
using System.Text.Json;

namespace IamSim.Tool.Shards;

/// <summary>Writes merged answers as Parquet.</summary>
internal sealed class MergedTable(ParquetTableWriter table) : IMergedAnswers
{
    public async ValueTask WriteAsync(PartMerger merger)
    {
        AnswerLine answer = MergedAnswer.Parse(merger);
        try
        {
            await table.AddAsync(new AnswerRow(merger.Question, answer.Line, answer.Id, merger.Asked, Encoding.UTF8.GetString(answer.Members.Span))).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            throw MergedAnswer.Fault(merger);
        }
    }

    public ValueTask EndAsync() => table.EndAsync();

    public ValueTask DisposeAsync() => table.DisposeAsync();
}
