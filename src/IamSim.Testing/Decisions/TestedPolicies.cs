using System.Collections.Immutable;
using IamSim.Environments;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>The policies that a suite is responsible for.</summary>
internal static class TestedPolicies
{
    private const string OfAws = "::aws:policy/";

    /// <summary>Those that decide a case, without those that AWS itself writes and those that stand for what nobody knows.</summary>
    public static ImmutableArray<PolicyDocument> Own(PolicyTestSubject subject, DecidedSuite suite)
    {
        var foreign = new HashSet<PolicyDocument>(ReferenceEqualityComparer.Instance);
        if (subject.Analyzer?.Environment is { } environment)
        {
            foreign.UnionWith(All(environment).Where(static policy => policy.Arn?.Contains(OfAws, StringComparison.Ordinal) == true).Select(static policy => policy.Content.Document).OfType<PolicyDocument>());
        }

        return [.. suite.Documents.Where(document => !DecidedSuite.IsAssumed(document) && !foreign.Contains(document))];
    }

    /// <summary>Policies of an environment that somebody wrote and no case is decided by, each text once.</summary>
    public static ImmutableArray<PolicyDocument> Untouched(PolicyTestSubject subject, DecidedSuite suite)
    {
        if (subject.Analyzer?.Environment is not { } environment)
        {
            return [];
        }

        var touched = new HashSet<PolicyDocument>(suite.Documents, ReferenceEqualityComparer.Instance);
        return [.. All(environment)
            .Where(static policy => policy.Arn?.Contains(OfAws, StringComparison.Ordinal) != true)
            .Select(static policy => policy.Content.Document)
            .OfType<PolicyDocument>()
            .Where(document => !touched.Contains(document))
            .Distinct<PolicyDocument>(ReferenceEqualityComparer.Instance)
            .OrderBy(static document => document.Source.Name, StringComparer.Ordinal)
            .ThenBy(static document => document.Source.GetPosition(document.Span.Start).Line)];
    }

    private static IEnumerable<EnvironmentPolicy> All(AwsEnvironment environment)
    {
        IEnumerable<IamIdentity> identities = environment.Accounts.SelectMany(static account => account.Users.Concat<IamIdentity>(account.Groups).Concat(account.Roles));
        IEnumerable<EnvironmentPolicy?> held = identities.SelectMany(static identity => identity.InlinePolicies.Concat(identity.AttachedPolicies.Select(static attached => attached.Policy)));
        IEnumerable<EnvironmentPolicy?> limits = environment.Principals.Select(static principal => principal.PermissionsBoundary?.Policy);
        IEnumerable<EnvironmentPolicy?> trust = environment.Principals.OfType<IamRole>().Select(static role => role.TrustPolicy);
        IEnumerable<EnvironmentPolicy?> resources = environment.Resources.Select(static resource => resource.Policy).Concat(environment.VpcEndpoints.Select(static endpoint => endpoint.Policy));
        IEnumerable<EnvironmentPolicy?> organization = (environment.Organization?.Roots ?? []).SelectMany(Nodes).SelectMany(static node => (node.ServiceControlPolicies ?? []).Concat(node.ResourceControlPolicies ?? []));
        return held.Concat(limits).Concat(trust).Concat(resources).Concat(organization).OfType<EnvironmentPolicy>();
    }

    private static IEnumerable<OrganizationNode> Nodes(OrganizationNode node) => node.Children.SelectMany(Nodes).Prepend(node);
}
