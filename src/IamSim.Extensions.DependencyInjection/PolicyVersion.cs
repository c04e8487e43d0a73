namespace IamSim.Extensions.DependencyInjection;

/// <summary>The version of a policy set that is in force, and what became of the newer ones since.</summary>
internal sealed record PolicyVersion(Simulator Simulator, DateTimeOffset LoadedAt, PolicyLoadFailure? LastFailure);
