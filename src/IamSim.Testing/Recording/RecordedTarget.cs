using IamSim.Environments.Questions;
using IamSim.Identifiers;

namespace IamSim.Testing.Recording;

/// <summary>A resource with the actions that are asked about it.</summary>
/// <param name="Resource">The ARN, or <c>*</c>.</param>
/// <param name="Actions">The actions.</param>
/// <param name="Cover">Writes sets of them so that a suite reads the same set: of all actions that an entry would stand for there.</param>
internal sealed record RecordedTarget(string Resource, IReadOnlyList<ActionName> Actions, ActionCover Cover);
