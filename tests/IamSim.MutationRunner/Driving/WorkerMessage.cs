namespace IamSim.MutationRunner.Driving;

/// <summary>What a worker says, one line of JSON each.</summary>
/// <param name="Kind"><c>ready</c>, <c>killed</c>, <c>survived</c>, <c>hung</c>, or <c>poisoned</c>: a test fails although no mutant is active any more.</param>
internal sealed record WorkerMessage(string Kind, string? Test = null, string? Reason = null, int Asked = 0);
