using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim;

/// <summary>The files that hold the policies of a <see cref="PolicySet"/>, by kind. Immutable.</summary>
/// <remarks>
/// A file holds one policy document as JSON in UTF-8. Its path is relative to <see cref="Folder"/>, or absolute.
/// Messages show the path below the content root, or below the folder where that is absolute.
/// As in <see cref="PolicySet"/>, a kind that is <c>null</c> does not apply; a kind that is present and empty applies and allows nothing.
/// </remarks>
public sealed record PolicyFiles
{
    /// <summary>
    /// The folder that paths are relative to, itself relative to the host's content root, or to <see cref="AppContext.BaseDirectory"/> without a host.
    /// <c>null</c> means that one itself.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The caller's identity policies. None means that nothing is granted.</summary>
    public ImmutableArray<string> Identity { get; init; } = [];

    /// <summary>The permissions boundary; <c>null</c> for none.</summary>
    public string? PermissionsBoundary { get; init; }

    /// <summary>The session policies; <c>null</c> for no session policy.</summary>
    public ImmutableArray<string>? Session { get; init; }

    /// <summary>The policy on the resource; <c>null</c> for none.</summary>
    public string? Resource { get; init; }

    /// <summary>What <see cref="Resource"/> hangs on, for strict checks.</summary>
    public ResourcePolicyKind ResourcePolicyKind { get; init; }

    /// <summary>The policy of the S3 access point on the way; <c>null</c> for none.</summary>
    public string? AccessPoint { get; init; }

    /// <summary>The policy of the VPC endpoint on the way; <c>null</c> for none.</summary>
    public string? VpcEndpoint { get; init; }

    /// <summary>The type of that endpoint.</summary>
    public VpcEndpointType VpcEndpointType { get; init; }

    /// <summary>Service control policies by level, from the organization's root to the account; <c>null</c> when the feature is off.</summary>
    public ImmutableArray<ImmutableArray<string>>? ServiceControlPolicies { get; init; }

    /// <summary>Resource control policies by level; <c>null</c> when the feature is off.</summary>
    public ImmutableArray<ImmutableArray<string>>? ResourceControlPolicies { get; init; }

    /// <summary>The organization of the caller's account; <c>null</c> when none is known.</summary>
    public OrganizationFacts? Organization { get; init; }

    /// <summary>The organization of the owner's account where it is not the caller's account; <c>null</c> when not known.</summary>
    public OrganizationFacts? ResourceOrganization { get; init; }

    /// <summary>The switches of the evaluation.</summary>
    public EvaluationOptions Options { get; init; } = EvaluationOptions.Default;

    /// <summary>The path of every file with the property that it stands in, such as <c>ServiceControlPolicies[0][1]</c>.</summary>
    internal IEnumerable<(string Place, string? Path)> Paths() =>
    [
        .. Level(nameof(Identity), Identity),
        .. Single(nameof(PermissionsBoundary), PermissionsBoundary),
        .. Level(nameof(Session), Session ?? []),
        .. Single(nameof(Resource), Resource),
        .. Single(nameof(AccessPoint), AccessPoint),
        .. Single(nameof(VpcEndpoint), VpcEndpoint),
        .. Levels(nameof(ServiceControlPolicies), ServiceControlPolicies ?? []),
        .. Levels(nameof(ResourceControlPolicies), ResourceControlPolicies ?? []),
    ];

    /// <summary>Whether any kind of policy is stated, be it as an empty list.</summary>
    internal bool NamesPolicies() =>
        !Identity.IsDefaultOrEmpty || PermissionsBoundary is not null || Session is not null || Resource is not null || AccessPoint is not null ||
        VpcEndpoint is not null || ServiceControlPolicies is not null || ResourceControlPolicies is not null;

    /// <summary>What is wrong with a path, or <c>null</c>.</summary>
    internal static string? DescribePathFault(string? path) => path switch
    {
        null or "" => "the path is empty",
        _ when path.Contains('\0', StringComparison.Ordinal) => "the path has a null character",
        _ => null,
    };

    private static IEnumerable<(string, string?)> Single(string name, string? path) => path is null ? [] : [(name, path)];

    private static IEnumerable<(string, string?)> Level(string name, ImmutableArray<string> paths) =>
        paths.IsDefault ? [] : paths.Select((path, i) => ($"{name}[{i}]", (string?)path));

    private static IEnumerable<(string, string?)> Levels(string name, ImmutableArray<ImmutableArray<string>> levels) =>
        levels.IsDefault ? [] : levels.SelectMany((level, i) => Level($"{name}[{i}]", level));
}
