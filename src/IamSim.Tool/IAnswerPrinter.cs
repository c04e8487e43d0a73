using IamSim.Scenarios;

namespace IamSim.Tool;

/// <summary>Prints answers as they come.</summary>
internal interface IAnswerPrinter : IDisposable
{
    public void Print(ScenarioAnswer answer);

    public void Finish(SimulationTally tally);
}
