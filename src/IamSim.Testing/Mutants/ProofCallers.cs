using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Testing;

/// <summary>Whom a policy of an environment concerns. Immutable and thread-safe.</summary>
internal sealed class ProofCallers
{
    private readonly AwsEnvironment _environment;
    private readonly Dictionary<PolicyDocument, HashSet<IamPrincipal>> _holders = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<PolicyDocument, HashSet<IamPrincipal>> _bounded = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<PolicyDocument> _ofOrganization;

    public ProofCallers(AwsEnvironment environment)
    {
        _environment = environment;
        _ofOrganization = new HashSet<PolicyDocument>((environment.Organization?.Roots ?? []).SelectMany(PoliciesBelow).Select(static policy => policy.Content.Document).OfType<PolicyDocument>(), ReferenceEqualityComparer.Instance);
        foreach (IamPrincipal principal in environment.Principals)
        {
            IEnumerable<IamIdentity> identities = principal is IamUser user ? user.Groups.Prepend<IamIdentity>(user) : [principal];
            Add(_holders, principal, identities.SelectMany(static identity => identity.InlinePolicies.Concat<EnvironmentPolicy?>(identity.AttachedPolicies.Select(static attached => attached.Policy))));
            Add(_bounded, principal, [principal.PermissionsBoundary?.Policy]);
        }
    }

    /// <summary>Everybody whose requests a changed statement can concern; <c>null</c> when they cannot be counted.</summary>
    /// <param name="kind">What the policy is.</param>
    /// <param name="mutation">The mutation.</param>
    public IReadOnlyList<Principal>? Find(PolicyKind kind, Mutation mutation)
    {
        if (kind != PolicyKind.Resource)
        {
            (Dictionary<PolicyDocument, HashSet<IamPrincipal>> used, Dictionary<PolicyDocument, HashSet<IamPrincipal>> other) = kind == PolicyKind.Identity ? (_holders, _bounded) : (_bounded, _holders);
            // A text that is used as several kinds is one document.
            return other.ContainsKey(mutation.Document) || _ofOrganization.Contains(mutation.Document) ? null : [.. (used.GetValueOrDefault(mutation.Document) ?? []).Select(static principal => Principal.Parse(principal.Arn))];
        }

        var found = new List<Principal>();
        foreach (PolicyStatement? statement in new[] { mutation.Original, mutation.Changed })
        {
            if (statement is { Principal: null or { Wildcard: not null } })
            {
                return null;
            }

            foreach (PrincipalGroup group in statement?.Principal!.Groups ?? [])
            {
                foreach (PolicyValue value in group.Values)
                {
                    if (Read(group.Kind.Text, value.Text) is not { } principals)
                    {
                        return null;
                    }

                    found.AddRange(principals);
                }
            }
        }

        return [.. found.DistinctBy(static principal => principal.Text, StringComparer.Ordinal)];
    }

    private IEnumerable<Principal>? Read(string kind, string text)
    {
        if (kind == "Federated")
        {
            return Principal.TryParseFederatedProvider(text, out Principal? provider) ? [provider] : null;
        }

        if (kind == "Service")
        {
            return Principal.TryParse(text, out Principal? service) && service.Kind == PrincipalKind.Service ? [service] : null;
        }

        string account = AccountId.IsValid(text) ? text : Principal.TryParse(text, out Principal? root) && root.Kind == PrincipalKind.Root ? root.AccountId : "";
        if (account.Length > 0)
        {
            // Everybody of an account whose users and roles are known.
            return _environment.TryGetAccount(account, out AwsAccount? known) && known.HasIdentities
                ? known.Users.Concat<IamPrincipal>(known.Roles).Select(static principal => Principal.Parse(principal.Arn)).Append(Principal.Parse($"arn:aws:iam::{account}:root"))
                : null;
        }

        return kind == "AWS" && Principal.TryParse(text, out Principal? principal) && principal.Kind is PrincipalKind.User or PrincipalKind.Role ? [principal] : null;
    }

    private static void Add(Dictionary<PolicyDocument, HashSet<IamPrincipal>> holders, IamPrincipal principal, IEnumerable<EnvironmentPolicy?> policies)
    {
        foreach (PolicyDocument document in policies.Select(static policy => policy?.Content.Document).OfType<PolicyDocument>())
        {
            (holders.TryGetValue(document, out HashSet<IamPrincipal>? known) ? known : holders[document] = []).Add(principal);
        }
    }

    private static IEnumerable<EnvironmentPolicy> PoliciesBelow(OrganizationNode node) =>
        (node.ServiceControlPolicies ?? []).Concat(node.ResourceControlPolicies ?? []).Concat(node.Children.SelectMany(PoliciesBelow));
}
