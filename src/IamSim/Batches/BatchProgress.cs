namespace IamSim.Batches;

/// <summary>How far a batch is.</summary>
/// <param name="Answered">Requests whose answers were taken.</param>
/// <param name="Allowed">How many of them are allowed.</param>
public readonly record struct BatchProgress(long Answered, long Allowed);
