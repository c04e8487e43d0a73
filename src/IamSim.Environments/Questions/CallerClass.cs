using System.Collections.Immutable;

namespace IamSim.Environments.Questions;

/// <summary>Callers who get the same answer. Immutable.</summary>
/// <param name="Representative">The first of them, who is asked about.</param>
/// <param name="Members">Their places in the list that was folded, ascending.</param>
internal sealed record CallerClass(CallerProfile Representative, ImmutableArray<int> Members);
