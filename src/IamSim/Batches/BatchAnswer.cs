namespace IamSim.Batches;

/// <summary>The answer to one request of a batch.</summary>
/// <param name="Index">The place of the request in the source, from 0.</param>
/// <param name="Request">The request itself.</param>
/// <param name="Decision">What <see cref="Simulator.Evaluate(AccessRequest)"/> says.</param>
public readonly record struct BatchAnswer(long Index, AccessRequest Request, Decision Decision);
