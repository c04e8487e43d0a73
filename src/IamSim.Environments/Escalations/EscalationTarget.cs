using System.Collections.Immutable;

namespace IamSim.Environments.Escalations;

/// <summary>A concrete thing on which a path could be carried out. Immutable.</summary>
/// <param name="Name">How to tell of it; of something new or thought up with <c>{name}</c> in it.</param>
/// <param name="Gain">What the actor has afterwards, given the name that it chose, of something new the ARN.</param>
internal sealed record EscalationTarget(string Name, Func<string, EscalationState> Gain)
{
    /// <summary>What stands for the names in braces: target, role, policy, holder. They may hold further names in braces.</summary>
    public ImmutableDictionary<string, string> Values { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The boundary of the user or role that is changed or made; <c>null</c> for none.</summary>
    public string? BoundaryArn { get; init; }

    /// <summary>What the actor has afterwards where it attaches IAMFullAccess; <c>null</c> where the path attaches no managed policy to what exists.</summary>
    public Func<EscalationState>? LesserGain { get; init; }

    /// <summary>Whether the actor makes it; <see cref="Gain"/> then takes its ARN.</summary>
    public bool IsNew { get; init; }

    /// <summary>The decision that the service may assume the role; <c>null</c> where no service takes part.</summary>
    public AccessAnswer? Trust { get; init; }

    /// <summary>What has to exist and is not shown; <c>null</c> for nothing.</summary>
    public string? Assumption { get; init; }
}
