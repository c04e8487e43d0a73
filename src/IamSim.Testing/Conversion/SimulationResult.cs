using IamSim.Identifiers;

namespace IamSim.Testing.Conversion;

/// <summary>An answer of AWS's simulator.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The resource.</param>
/// <param name="Expected">The answer.</param>
internal sealed record SimulationResult(ActionName Action, string Resource, ExpectedDecision Expected);
