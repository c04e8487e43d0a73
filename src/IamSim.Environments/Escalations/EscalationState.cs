using System.Collections.Immutable;
using IamSim.Batches;
using IamSim.Environments.Questions;

namespace IamSim.Environments.Escalations;

/// <summary>A principal with the policies that it has at a point of a chain. Immutable.</summary>
internal sealed class EscalationState
{
    public required IamPrincipal Identity { get; init; }

    public required CallerProfile Profile { get; init; }

    /// <summary>The groups it is in.</summary>
    public ImmutableArray<IamGroup> Groups { get; init; } = [];

    /// <summary>The ARN of its boundary; <c>null</c> for none.</summary>
    public string? BoundaryArn { get; init; }

    /// <summary>What it may, action by action.</summary>
    public required PermissionRow Row { get; init; }

    public required bool IsAdministrator { get; init; }

    /// <summary>The same for equal states.</summary>
    public (string Arn, int Policies) Key => (Identity.Arn, Profile.PoliciesKey);
}
