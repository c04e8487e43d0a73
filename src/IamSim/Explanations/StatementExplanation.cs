using IamSim.Policies;

namespace IamSim.Explanations;

/// <summary>What became of one statement.</summary>
/// <param name="Document">The policy it stands in.</param>
/// <param name="Statement">The statement.</param>
/// <param name="Effect">Its effect.</param>
/// <param name="Level">The 0-based level of a service or resource control policy, the root first; 0 for other kinds.</param>
/// <param name="Outcome">Whether it matched, or what did not.</param>
public sealed record StatementExplanation(PolicyDocument Document, PolicyStatement Statement, PolicyEffect Effect, int Level, StatementOutcome Outcome);
