using IamSim.Environments;

namespace IamSim.Tool.Environments;

/// <summary>Shows the progress of an analysis.</summary>
internal sealed class AnalysisProgressLine(ProgressLine line) : IProgress<AnalysisProgress>
{
    public void Report(AnalysisProgress value) => line.Update(0, value.Done, value.Done);
}
