namespace IamSim.Tool;

/// <summary>What every command answers to the shell; docs/scenario-format.md lists them.</summary>
internal static class ExitCode
{
    public const int Yes = 0;
    public const int No = 1;
    public const int CannotAnswer = 2;
    public const int Cancelled = 130;
}
