using System.Collections.Immutable;
using IamSim.Identifiers;

namespace IamSim.Environments.Escalations;

/// <summary>One request that an escalation path has to be allowed. Immutable.</summary>
/// <param name="Action">The action.</param>
/// <param name="Resource">The ARN of the resource, with names in braces for what differs: <c>{target}</c>, <c>{role}</c>, <c>{account}</c>, <c>{region}</c>, <c>{name}</c>.</param>
/// <param name="RewritesTrust">Whether the path has let the caller into the role before: the request is decided with a trust policy that names the caller.</param>
public sealed record EscalationRequirement(ActionName Action, string Resource, bool RewritesTrust)
{
    /// <summary>What is known of context keys from the path itself, such as <c>iam:PassedToService</c>; values have names in braces like <see cref="Resource"/>.</summary>
    public ImmutableDictionary<string, string> Context { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>The action and the resource.</summary>
    public override string ToString() => $"{Action} on {Resource}";
}
