using IamSim.Batches;
using IamSim.Diagnostics;
using IamSim.Scenarios;

namespace IamSim.Tool.Batch;

/// <summary>Answers lines that are whole scenarios.</summary>
internal sealed class ScenarioAnswerer(ScenarioReaderOptions options, string name) : IBlockAnswerer
{
    public void Answer(LineBlock block, BlockWriter writer)
    {
        foreach (LineBlock.Line line in block)
        {
            SourceText source = SourceText.FromUtf8(line.Bytes, name, (int)Math.Min(line.Number, int.MaxValue), out Diagnostic? fault);
            if (fault is null)
            {
                writer.Write(line.Number, ScenarioAnswer.Create(ScenarioReader.Read(source, options)));
            }
            else
            {
                writer.Write(line.Number, id: null, BadLine.Of(fault));
            }
        }
    }
}
