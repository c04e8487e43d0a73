using System.Collections.Immutable;

namespace IamSim.Environments.Questions;

/// <summary>A question with the policies that decide it and everything derived that the environment tells.</summary>
/// <param name="Policies">The policies; the same instance for questions with the same ones, but for those with session policies or an endpoint.</param>
/// <param name="Request">The request.</param>
/// <param name="Gaps">What is not known.</param>
/// <param name="Explaining">Compiles the policies in their own places of the files, where <paramref name="Policies"/> has one for those of the same text.</param>
internal sealed record PreparedQuestion(PolicySet Policies, AccessRequest Request, ImmutableArray<EnvironmentGap> Gaps, Func<Simulator> Explaining);
