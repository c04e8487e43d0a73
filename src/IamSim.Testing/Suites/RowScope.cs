using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Identifiers;

namespace IamSim.Testing.Suites;

/// <summary>What all cases of a row share.</summary>
/// <param name="TestName">The test.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Principals">Who asks.</param>
/// <param name="Conditions">What is stated of the requests.</param>
/// <param name="ContextName">Under which name.</param>
/// <param name="Without">What is left out of the policies.</param>
internal sealed record RowScope(string TestName, ImmutableArray<string> Tags, ImmutableArray<Principal> Principals, AccessConditions Conditions, string? ContextName, ImmutableArray<string> Without);
