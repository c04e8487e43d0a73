using System.Collections.Immutable;
using IamSim.ServiceData;

namespace IamSim.Environments;

/// <summary>How many actions of a service a principal may do, by access level. Immutable.</summary>
/// <param name="Service">The prefix of the service.</param>
/// <param name="Levels">The levels of which any action is allowed or depends, in their order.</param>
public sealed record ServicePermissions(string Service, ImmutableArray<AccessLevelPermissions> Levels);

/// <summary>How many actions of a service and an access level a principal may do. Immutable.</summary>
/// <param name="Level">The level.</param>
/// <param name="Allowed">How many are allowed.</param>
/// <param name="Depends">How many depend.</param>
/// <param name="Total">How many there are among those asked about.</param>
public sealed record AccessLevelPermissions(AccessLevel Level, int Allowed, int Depends, int Total);
