using System.Globalization;
using IamSim.Diagnostics;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.Notation;

/// <summary>Reads the accounts of IamSim's own notation with their identities.</summary>
internal sealed class NotationAccounts(EnvironmentBuilder builder, NotationPolicies policies, string partition)
{
    public void Read(NotationMembers members)
    {
        if (members.Required("id", "\"111122223333\"") is not { } idNode || members.AccountOf(idNode, "id") is not { } id)
        {
            return;
        }

        AccountParts account = builder.Account(id);
        account.Partition ??= partition;
        account.Name = members.Text("name") ?? account.Name;
        account.Tags = members.Pairs("tags") ?? account.Tags;
        account.PublicAccessBlock = NotationResources.ReadPublicAccessBlock(members) ?? account.PublicAccessBlock;
        account.HasIdentities |= members.Optional("users") is not null || members.Optional("groups") is not null || members.Optional("roles") is not null;
        foreach (NotationNode policy in members.Items("managedPolicies"))
        {
            ReadManaged(members.Nested(policy, "a managed policy"), id);
        }

        foreach (NotationNode group in members.Items("groups"))
        {
            ReadIdentity(IdentityKind.Group, members.Nested(group, "a group"), account);
        }

        foreach (NotationNode user in members.Items("users"))
        {
            ReadIdentity(IdentityKind.User, members.Nested(user, "a user"), account);
        }

        foreach (NotationNode role in members.Items("roles"))
        {
            ReadIdentity(IdentityKind.Role, members.Nested(role, "a role"), account);
        }

        members.RefuseOthers();
    }

    /// <summary>A managed policy of one version.</summary>
    public static ManagedPolicyParts Managed(string arn, string name, EnvironmentPolicy? policy, SourcePlace place)
    {
        var parts = new ManagedPolicyParts(arn, name) { DefaultVersionId = "v1", DefaultVersion = policy, Place = place };
        if (policy is not null)
        {
            parts.Versions["v1"] = policy;
        }

        return parts;
    }

    private void ReadManaged(NotationMembers members, string account)
    {
        string? name = ReadName(members, "ReadReports");
        string path = ReadPath(members);
        NotationNode? text = members.Required("policy", "policies/read-reports.json");
        members.RefuseOthers();
        if (name is null)
        {
            return;
        }

        string arn = $"arn:{partition}:iam::{account}:policy{path}{name}";
        if (builder.Account(account).ManagedPolicies.ContainsKey(arn))
        {
            ComplainAboutTwo(arn, members);
            return;
        }

        builder.Add(Managed(arn, name, text is null ? null : policies.Read(text, name, arn, members), members.Node.Place));
    }

    private void ReadIdentity(IdentityKind kind, NotationMembers members, AccountParts account)
    {
        string? name = ReadName(members, kind == IdentityKind.Role ? "deployer" : "alice");
        string path = ReadPath(members);
        string arn = $"arn:{partition}:iam::{account.Id}:{kind.Word()}{path}{name}";
        if (name is not null && builder.Identities.ContainsKey(arn))
        {
            ComplainAboutTwo(arn, members);
            name = null;
        }

        // Without a name it is still read, for what is wrong inside of it.
        IdentityParts identity = name is null ? new IdentityParts(kind, arn, "") : builder.Identity(kind, arn, name, members.Node.Place);
        identity.UniqueId = members.Text("id");
        identity.InlinePolicies.AddRange(policies.ReadList(members, "inlinePolicies") ?? []);
        if (members.Optional("managedPolicies") is { Kind: not JsonKind.Array } noList)
        {
            identity.InlinePolicies.Add(builder.CreateMissingPolicy("managedPolicies", null, noList.Place));
        }

        identity.AttachedPolicies.AddRange(members.Items("managedPolicies").Select(item => Attached(item, "managedPolicies", members, account, identity)));
        if (kind != IdentityKind.Group)
        {
            identity.Tags = members.Pairs("tags");
            identity.PermissionsBoundary = members.Optional("permissionsBoundary") is { } boundary ? Attached(boundary, "permissionsBoundary", members, account, identity) : null;
        }

        if (kind == IdentityKind.User)
        {
            identity.Groups.AddRange(members.Texts("groups"));
        }
        else if (kind == IdentityKind.Role)
        {
            ReadRole(members, identity);
        }

        members.RefuseOthers();
    }

    private void ReadRole(NotationMembers members, IdentityParts role)
    {
        if (members.Required("trustPolicy", "policies/trust.json") is { } trust)
        {
            role.TrustPolicy = policies.Read(trust, $"trust policy of {role.Name}", null, members);
        }

        role.InstanceProfiles.AddRange(members.Texts("instanceProfiles"));
        if (members.Optional("maximumSessionDuration") is { } duration)
        {
            role.MaximumSessionDuration = int.TryParse(duration.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) ? seconds : null;
            if (role.MaximumSessionDuration is null)
            {
                members.Invalid(duration, $"'maximumSessionDuration' must be a number of seconds, but is {duration.Describe()}");
            }
        }
    }

    // A managed policy is named by its ARN, or by its name where it is one of the account. One that is not found stays attached, its text missing.
    private static string Attached(NotationNode item, string member, NotationMembers members, AccountParts account, IdentityParts identity)
    {
        string arn = ArnOf(item, member, members, account);
        identity.PolicyPlaces.TryAdd(arn, item.Place);
        return arn;
    }

    private static string ArnOf(NotationNode item, string member, NotationMembers members, AccountParts account)
    {
        if (members.TextOf(item, member) is not { } text)
        {
            return $"{member} of another kind";
        }

        if (Identifiers.Arn.TryParse(text, out _))
        {
            return text;
        }

        if (account.ManagedPolicies.Values.FirstOrDefault(policy => string.Equals(policy.Name, text, StringComparison.Ordinal)) is { } found)
        {
            return found.Arn;
        }

        string help = Suggestion.DidYouMean(text, account.ManagedPolicies.Values.Select(static policy => policy.Name)) ?? "name one of its managedPolicies, or write the ARN";
        members.Invalid(item, $"the account {account.Id} has no managed policy {JsonNode.Quote(text)}", help);
        return text;
    }

    private static string? ReadName(NotationMembers members, string example)
    {
        if (members.Required("name", example) is not { } node || members.TextOf(node, "name") is not { } name)
        {
            return null;
        }

        if (name.Length is > 0 and <= 128 && name.All(static c => char.IsAsciiLetterOrDigit(c) || "_+=,.@-".Contains(c, StringComparison.Ordinal)))
        {
            return name;
        }

        members.Invalid(node, $"{JsonNode.Quote(name)} is no name of IAM", "a name has at most 128 letters, digits and characters of _+=,.@-; a path goes into 'path'");
        return null;
    }

    private static string ReadPath(NotationMembers members)
    {
        if (members.Optional("path") is not { } node || members.TextOf(node, "path") is not { } path)
        {
            return "/";
        }

        if (path.Length <= 512 && path.StartsWith('/') && path.EndsWith('/') && path.All(static c => c is > ' ' and <= '~'))
        {
            return path;
        }

        members.Invalid(node, $"{JsonNode.Quote(path)} is no path of IAM", "a path begins and ends with a slash, such as /team/");
        return "/";
    }

    private void ComplainAboutTwo(string arn, NotationMembers members) =>
        builder.Findings.Add(EnvironmentDiagnostics.Contradiction, members.Node.Place, $"{JsonNode.Quote(arn)} stands twice", "the first one counts; remove one");
}
