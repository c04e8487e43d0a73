using System.Collections.Immutable;

namespace IamSim.Environments;

/// <summary>A role. Immutable and thread-safe.</summary>
public sealed class IamRole : IamPrincipal
{
    internal IamRole(string arn, string name)
        : base(arn, name)
    {
    }

    /// <summary>The trust policy, which is the resource policy of the role for the actions of STS; <c>null</c> when not known.</summary>
    public EnvironmentPolicy? TrustPolicy { get; internal init; }

    /// <summary>The longest session in seconds; <c>null</c> when not known.</summary>
    public int? MaximumSessionDuration { get; internal init; }

    /// <summary>The ARNs of the instance profiles that hold it: what runs on EC2 can have it through them.</summary>
    public ImmutableArray<string> InstanceProfiles { get; internal init; } = [];

    /// <summary>Whether it is a service-linked role, which service control policies do not reach (SCP-7).</summary>
    public bool IsServiceLinked => Path.StartsWith("/aws-service-role/", StringComparison.Ordinal);
}
