using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>A resource with every policy on its side. Immutable and thread-safe.</summary>
internal sealed class ResourceProfile
{
    public required RequestResource Resource { get; init; }

    /// <summary>The resource as the environment holds it; <c>null</c> when it does not.</summary>
    public EnvironmentResource? Known { get; init; }

    /// <summary>The Region that requests about it go to; <c>null</c> when not known.</summary>
    public string? Region => Known?.Region ?? RegionOf(Resource.Arn);

    /// <summary>Its tags, all of them; <c>null</c> when not known.</summary>
    public ImmutableDictionary<string, string>? KnownTags { get; init; }

    public EnvironmentPolicy? Policy { get; init; }

    public ResourcePolicyKind PolicyKind { get; init; }

    /// <summary>The resource control policies by level from the root; <c>null</c> when none are applied.</summary>
    public ImmutableArray<ImmutableArray<EnvironmentPolicy>>? ResourceControlPolicies { get; init; }

    public OrganizationFacts? Organization { get; init; }

    public ImmutableArray<EnvironmentGap> Gaps { get; init; } = [];

    /// <summary>The same number for resources with the same policies on their side.</summary>
    public int PoliciesKey { get; init; }

    // IAM's one endpoint of the partition aws is in us-east-1, and so are its requests: IAM User Guide, "aws:RequestedRegion".
    private static string? RegionOf(string arn) => !Identifiers.Arn.TryParse(arn, out Identifiers.Arn parsed) ? null
        : parsed.Region.Length > 0 ? parsed.Region.ToString()
        : parsed.Service is "iam" && parsed.Partition is "aws" ? "us-east-1"
        : null;
}
