using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Environments.Summaries;

namespace IamSim.Environments;

/// <summary>Accounts, principals and resources at one time, with the organization around them. Immutable and thread-safe.</summary>
public sealed class AwsEnvironment
{
    private readonly FrozenDictionary<string, AwsAccount> _accounts;
    private readonly FrozenDictionary<string, IamIdentity> _identities;
    private readonly FrozenDictionary<string, EnvironmentResource> _resources;

    internal AwsEnvironment(AwsOrganization? organization, ImmutableArray<AwsAccount> accounts, ImmutableArray<ManagedPolicy> awsManagedPolicies, ImmutableArray<EnvironmentResource> resources, ImmutableArray<AwsVpcEndpoint> endpoints, ImmutableArray<Diagnostic> diagnostics)
    {
        Organization = organization;
        Accounts = accounts;
        AwsManagedPolicies = awsManagedPolicies;
        Resources = resources;
        VpcEndpoints = endpoints;
        Diagnostics = diagnostics;
        _accounts = accounts.ToFrozenDictionary(static account => account.Id, StringComparer.Ordinal);
        _identities = accounts
            .SelectMany(static account => account.Users.Concat<IamIdentity>(account.Groups).Concat(account.Roles))
            .ToFrozenDictionary(static identity => identity.Arn, StringComparer.Ordinal);
        _resources = resources
            .SelectMany(static resource => resource.Aliases.Prepend(resource.Arn).Select(name => KeyValuePair.Create(name, resource)))
            .DistinctBy(static pair => pair.Key, StringComparer.Ordinal)
            .ToFrozenDictionary(StringComparer.Ordinal);
        Principals = [.. accounts.SelectMany(static account => account.Users.Concat<IamPrincipal>(account.Roles))];
    }

    /// <summary>The organization; <c>null</c> when nothing is known of one.</summary>
    public AwsOrganization? Organization { get; }

    /// <summary>The accounts, by id in ordinal order; also those of which only the place in the organization is known.</summary>
    public ImmutableArray<AwsAccount> Accounts { get; }

    /// <summary>The managed policies of AWS that were found, by ARN in ordinal order.</summary>
    public ImmutableArray<ManagedPolicy> AwsManagedPolicies { get; }

    /// <summary>Every user and role: account by account, users before roles, by ARN.</summary>
    public ImmutableArray<IamPrincipal> Principals { get; }

    /// <summary>The resources, by ARN in ordinal order. Roles are not among them.</summary>
    public ImmutableArray<EnvironmentResource> Resources { get; }

    /// <summary>The VPC endpoints, by id in ordinal order.</summary>
    public ImmutableArray<AwsVpcEndpoint> VpcEndpoints { get; }

    /// <summary>What the loader found wrong or missing, in the order of the files.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>How many files there were of each form, by the name of the form. A file that holds several counts for each.</summary>
    public ImmutableSortedDictionary<string, int> Forms { get; internal init; } = ImmutableSortedDictionary<string, int>.Empty;

    /// <summary>How many files held something of no known form.</summary>
    public int UnknownFiles { get; internal init; }

    /// <summary>Loads what AWS's commands and tools printed. See docs/guides/environments.md for what is understood.</summary>
    /// <param name="path">A folder, which is searched with its subfolders, or one file.</param>
    /// <param name="options">Switches; <c>null</c> means <see cref="EnvironmentLoadOptions.Default"/>.</param>
    /// <param name="cancellationToken">Stops between two files.</param>
    /// <returns>What was found. Anything wrong in a file is among <see cref="Diagnostics"/>, and the rest is loaded.</returns>
    /// <exception cref="IOException">The path does not exist or the folder cannot be listed. A single file that cannot be read is a finding.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be listed.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static AwsEnvironment Load(string path, EnvironmentLoadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(path);
        return EnvironmentLoader.Load(path, options ?? EnvironmentLoadOptions.Default, cancellationToken);
    }

    /// <summary>Finds an account.</summary>
    /// <param name="id">Twelve digits.</param>
    /// <param name="account">The account, or <c>null</c>.</param>
    public bool TryGetAccount(string id, [NotNullWhen(true)] out AwsAccount? account) => _accounts.TryGetValue(id, out account);

    /// <summary>Finds a user, group or role.</summary>
    /// <param name="arn">Its ARN with path.</param>
    /// <param name="identity">The identity, or <c>null</c>.</param>
    public bool TryGetIdentity(string arn, [NotNullWhen(true)] out IamIdentity? identity) => _identities.TryGetValue(arn, out identity);

    /// <summary>Finds the resource that an ARN is about: itself, or the bucket of an object, or the function of a version.</summary>
    /// <param name="arn">The ARN as a request names it.</param>
    /// <param name="resource">The resource, or <c>null</c>.</param>
    public bool TryGetResource(string arn, [NotNullWhen(true)] out EnvironmentResource? resource)
    {
        ArgumentNullException.ThrowIfNull(arn);
        resource = ResourceNames.Holders(arn).Select(name => _resources.GetValueOrDefault(name)).FirstOrDefault(static found => found is not null);
        return resource is not null;
    }

    /// <summary>Counts what it holds and finds what it lacks. Linear in principals and policies; nothing is kept.</summary>
    public EnvironmentSummary Summarize() => new EnvironmentSurvey(this).Summarize();

    /// <summary>What it holds, in one line.</summary>
    public override string ToString() => $"{Accounts.Length} accounts, {Principals.Length} users and roles, {Resources.Length} resources";
}
