using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>What a question states besides principal, action and resource. Immutable.</summary>
public sealed record AccessConditions
{
    /// <summary>Nothing stated.</summary>
    public static AccessConditions None { get; } = new();

    /// <summary>Context keys. They win over what the environment would derive, such as aws:RequestedRegion from the Region of the resource.</summary>
    public RequestContext Context { get; init; } = RequestContext.Empty;

    /// <summary>Tags passed with the request.</summary>
    public ImmutableDictionary<string, string> RequestTags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Tags of the session, of a role.</summary>
    public ImmutableDictionary<string, string> SessionTags { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Session policies; <c>null</c> for none.</summary>
    public ImmutableArray<PolicyDocument>? SessionPolicies { get; init; }

    /// <summary>The VPC endpoint that the request passes; <c>null</c> for none.</summary>
    public AwsVpcEndpoint? VpcEndpoint { get; init; }

    /// <summary>The time of the request; <c>null</c> for now.</summary>
    public DateTimeOffset? Time { get; init; }
}
