using IamSim.Environments;

namespace IamSim.Testing;

/// <summary>Every policy that an environment holds, wherever it stands.</summary>
internal static class EnvironmentPolicies
{
    /// <summary>The names and ARNs, also of policies that are attached but of which there is no text.</summary>
    public static IEnumerable<string> Names(AwsEnvironment environment)
    {
        IEnumerable<string> attached = Identities(environment).SelectMany(Attachments).Select(static attachment => attachment.Arn);
        return All(environment).SelectMany(static policy => policy.Arn is { } arn ? [policy.Name, arn] : new[] { policy.Name }).Concat(attached).Distinct(StringComparer.Ordinal);
    }

    /// <summary>The policies; one that is attached in several places comes several times.</summary>
    public static IEnumerable<EnvironmentPolicy> All(AwsEnvironment environment)
    {
        IEnumerable<EnvironmentPolicy?> ofIdentities = Identities(environment).SelectMany(static identity =>
            identity.InlinePolicies.Concat(Attachments(identity).Select(static attachment => attachment.Policy)).Append((identity as IamRole)?.TrustPolicy));
        IEnumerable<EnvironmentPolicy?> ofResources = environment.Resources.Select(static resource => resource.Policy).Concat(environment.VpcEndpoints.Select(static endpoint => endpoint.Policy));
        IEnumerable<EnvironmentPolicy?> ofNodes = Nodes(environment).SelectMany(static node => (node.ServiceControlPolicies ?? []).Concat(node.ResourceControlPolicies ?? []));
        return ofIdentities.Concat(ofResources).Concat(ofNodes).OfType<EnvironmentPolicy>();
    }

    private static IEnumerable<IamIdentity> Identities(AwsEnvironment environment) =>
        environment.Accounts.SelectMany(static account => account.Users.Concat<IamIdentity>(account.Groups).Concat(account.Roles));

    private static IEnumerable<PolicyAttachment> Attachments(IamIdentity identity) =>
        identity is IamPrincipal { PermissionsBoundary: { } boundary } ? identity.AttachedPolicies.Append(boundary) : identity.AttachedPolicies;

    private static List<OrganizationNode> Nodes(AwsEnvironment environment)
    {
        var nodes = new List<OrganizationNode>(environment.Organization?.Roots ?? []);
        for (int i = 0; i < nodes.Count; i++)
        {
            nodes.AddRange(nodes[i].Children);
        }

        return nodes;
    }
}
