using IamSim.Scenarios;

namespace IamSim.Tool;

/// <summary>Counts answers, for the last line and for the exit code.</summary>
internal sealed class SimulationTally
{
    public int Scenarios { get; private set; }

    public int Passed { get; private set; }

    public int Failed { get; private set; }

    public int PolicyErrors { get; private set; }

    public int InputErrors { get; private set; }

    /// <summary>2 where something could not be read, else 1 where an expectation failed, else 0.</summary>
    public int ExitCode => InputErrors > 0 ? Tool.ExitCode.CannotAnswer : Failed > 0 ? Tool.ExitCode.No : Tool.ExitCode.Yes;

    public void CountUnreadable() => InputErrors++;

    public void Count(ScenarioAnswer answer)
    {
        Scenarios++;
        if (!answer.Reading.InputErrors.IsEmpty)
        {
            InputErrors++;
            return;
        }

        PolicyErrors += answer.PolicyErrors.IsEmpty ? 0 : 1;
        Passed += answer.Pass == true ? 1 : 0;
        Failed += answer.Pass == false ? 1 : 0;
    }
}
