using IamSim.Batches;

namespace IamSim.Tool.Batch;

/// <summary>Answers the lines of a block, one after the other; for one worker.</summary>
internal interface IBlockAnswerer
{
    public void Answer(LineBlock block, BlockWriter writer);
}
