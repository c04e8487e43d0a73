using System.Collections.Immutable;
using IamSim.Policies;

namespace IamSim;

/// <summary>Variations of a policy set.</summary>
public sealed partial record PolicySet
{
    // Organizations have seven levels; a larger number is a mistake, and would be filled with empty levels.
    private const int MaximumLevel = 31;

    /// <summary>The set with a policy more. The policies of a kind that has one document are united: the statements are added to it.</summary>
    /// <param name="kind">The kind of the policy.</param>
    /// <param name="document">The policy.</param>
    /// <param name="level">The 0-based level of a service or resource control policy, the root first; <c>null</c> means the last. Levels that do not exist are added. Ignored for other kinds.</param>
    /// <returns>The variation; this set is not changed.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The kind does not exist, or the level is negative or over 31.</exception>
    /// <exception cref="ArgumentException">
    /// The policy that it would be united with has another Version and one of them has <c>${</c>, which then would change its meaning (VAR-2).
    /// </exception>
    public PolicySet Add(PolicyKind kind, PolicyDocument document, int? level = null)
    {
        ArgumentNullException.ThrowIfNull(document);
        return kind switch
        {
            PolicyKind.Identity => this with { Identity = Members(Identity).Add(document) },
            PolicyKind.Session => this with { Session = Members(Session ?? []).Add(document) },
            PolicyKind.PermissionsBoundary => this with { PermissionsBoundary = Unite(PermissionsBoundary, document) },
            PolicyKind.Resource => this with { Resource = Unite(Resource, document) },
            PolicyKind.VpcEndpoint => this with { VpcEndpoint = Unite(VpcEndpoint, document) },
            PolicyKind.ServiceControl => this with { ServiceControlPolicies = AddAt(ServiceControlPolicies, document, level) },
            PolicyKind.ResourceControl => this with { ResourceControlPolicies = AddAt(ResourceControlPolicies, document, level) },
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "there is no such kind of policy"),
        };
    }

    /// <summary>The set with a policy replaced wherever it stands.</summary>
    /// <param name="existing">The policy, by reference; a set that does not hold it stays as it is.</param>
    /// <param name="replacement">What to put in its place; <c>null</c> takes it away. Its level stays, and so does a list of session policies that it was the last of: they then allow nothing.</param>
    /// <returns>The variation; this set is not changed.</returns>
    public PolicySet Replace(PolicyDocument existing, PolicyDocument? replacement)
    {
        ArgumentNullException.ThrowIfNull(existing);
        PolicyDocument? One(PolicyDocument? document) => ReferenceEquals(document, existing) ? replacement : document;
        ImmutableArray<PolicyDocument> Each(ImmutableArray<PolicyDocument> documents) => [.. Members(documents).Select(One).OfType<PolicyDocument>()];
        ImmutableArray<ImmutableArray<PolicyDocument>>? EachLevel(ImmutableArray<ImmutableArray<PolicyDocument>>? levels) =>
            levels is { IsDefault: false } some ? [.. some.Select(Each)] : levels;
        return this with
        {
            Identity = Each(Identity),
            PermissionsBoundary = One(PermissionsBoundary),
            Session = Session is { } session ? Each(session) : null,
            Resource = One(Resource),
            AccessPoint = One(AccessPoint),
            VpcEndpoint = One(VpcEndpoint),
            ServiceControlPolicies = EachLevel(ServiceControlPolicies),
            ResourceControlPolicies = EachLevel(ResourceControlPolicies),
        };
    }

    /// <summary>The set without a statement. A policy that consists of nothing else goes with it, since AWS saves no policy without statements.</summary>
    /// <param name="statement">The statement, by reference; a set that does not hold it stays as it is.</param>
    /// <returns>The variation; this set is not changed.</returns>
    public PolicySet Without(PolicyStatement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        PolicySet set = this;
        foreach (PolicyDocument document in Documents().Where(document => document.Statements.Any(member => ReferenceEquals(member, statement))).Distinct())
        {
            ImmutableArray<PolicyStatement> rest = [.. document.Statements.Where(member => !ReferenceEquals(member, statement))];
            set = set.Replace(document, rest.IsEmpty ? null : document with { Statements = rest });
        }

        return set;
    }

    /// <summary>All policies, each as often as it stands in the set.</summary>
    internal IEnumerable<PolicyDocument> Documents()
    {
        IEnumerable<PolicyDocument?> single = [PermissionsBoundary, Resource, AccessPoint, VpcEndpoint];
        IEnumerable<ImmutableArray<PolicyDocument>> levels = [.. Levels(ServiceControlPolicies), .. Levels(ResourceControlPolicies)];
        return single.OfType<PolicyDocument>().Concat(Members(Identity)).Concat(Members(Session ?? [])).Concat(levels.SelectMany(static level => Members(level)));
    }

    internal static PolicyDocument Unite(PolicyDocument? existing, PolicyDocument added)
    {
        if (existing is null)
        {
            return added;
        }

        return MayUnite(existing, added)
            ? existing with { Statements = existing.Statements.AddRange(added.Statements) }
            : throw new ArgumentException($"{added} cannot be united with {existing}: their Versions differ, and policy variables mean something in one of them only", nameof(added));
    }

    /// <summary>Whether the statements of one policy mean the same in another.</summary>
    internal static bool MayUnite(PolicyDocument? existing, PolicyDocument added) =>
        existing is null || existing.Version?.Text == added.Version?.Text || !(HasVariables(existing) || HasVariables(added));

    /// <summary>The one policy of a kind that has no list; <c>null</c> when there is none, and for kinds with a list.</summary>
    internal PolicyDocument? SingleOf(PolicyKind kind, bool isAccessPoint) => kind switch
    {
        PolicyKind.PermissionsBoundary => PermissionsBoundary,
        PolicyKind.VpcEndpoint => VpcEndpoint,
        PolicyKind.Resource => isAccessPoint ? AccessPoint : Resource,
        _ => null,
    };

    private static bool HasVariables(PolicyDocument document) =>
        document.Statements.Any(static statement => statement.Source.Slice(statement.Span).Contains("${", StringComparison.Ordinal));

    private static ImmutableArray<PolicyDocument> Members(ImmutableArray<PolicyDocument> documents) => documents.IsDefault ? [] : documents;

    private static ImmutableArray<ImmutableArray<PolicyDocument>> Levels(ImmutableArray<ImmutableArray<PolicyDocument>>? levels) => levels is { IsDefault: false } some ? some : [];

    private static ImmutableArray<ImmutableArray<PolicyDocument>> AddAt(ImmutableArray<ImmutableArray<PolicyDocument>>? levels, PolicyDocument document, int? level)
    {
        ImmutableArray<ImmutableArray<PolicyDocument>> all = Levels(levels);
        int at = level ?? Math.Max(0, all.Length - 1);
        ArgumentOutOfRangeException.ThrowIfNegative(at, nameof(level));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(at, MaximumLevel, nameof(level));
        while (all.Length <= at)
        {
            all = all.Add([]);
        }

        return all.SetItem(at, Members(all[at]).Add(document));
    }
}
