using IamSim.Batches;
using IamSim.Scenarios;

namespace IamSim.Tool.Batch;

/// <summary>Answers lines that are requests.</summary>
internal sealed class RequestAnswerer(ScenarioTemplate template, string name) : IBlockAnswerer
{
    private readonly RequestLineReader _reader = template.CreateReader();

    public void Answer(LineBlock block, BlockWriter writer)
    {
        foreach (LineBlock.Line line in block)
        {
            RequestReading reading = _reader.Read(line.Bytes, name, line.Number);
            if (reading.Request is null)
            {
                writer.Write(line.Number, reading.Id, BadLine.Of(reading.InputErrors[0]));
            }
            else
            {
                Answer(line.Number, reading, template, writer);
            }
        }
    }

    /// <summary>Answers a request that could be read.</summary>
    public static void Answer(long line, in RequestReading reading, ScenarioTemplate template, BlockWriter writer)
    {
        ScenarioCompilation compilation = template.CompilationFor(reading.Request!);
        if (compilation.IsUsable)
        {
            writer.Write(line, reading, template, compilation, compilation.Simulator.Evaluate(reading.Request!));
        }
        else
        {
            writer.Write(line, template.Answer(reading));
        }
    }
}
