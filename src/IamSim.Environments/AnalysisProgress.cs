namespace IamSim.Environments;

/// <summary>How far a question about many principals has come.</summary>
/// <param name="Done">How many of them are answered.</param>
/// <param name="Total">How many there are.</param>
public readonly record struct AnalysisProgress(long Done, long Total);
